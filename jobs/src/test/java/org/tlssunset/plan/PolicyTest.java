package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.party.Retired;
import org.tlssunset.rollup.WeakSuites;

/** Which terms hold for whom. */
class PolicyTest {

  private static Terms silence(int days) {
    return new Terms("TLS 1.2", days, 90, 0.9);
  }

  private static Policy policy(Policy.Override... overrides) {
    return new Policy(
        30, silence(30), WeakSuites.NONE, List.of(overrides), List.of(), List.of(), Retired.NONE);
  }

  @Test
  void theTermsOfAllHoldWhereNothingElseIsSaid() {
    assertThat(policy().terms("client", "inbound", "ews")).isEqualTo(silence(30));
  }

  @ParameterizedTest
  @CsvSource({
    "client, inbound, ews, 30",
    "client, outbound, ews, 30",
    "client, outbound, smtp, 60",
    "probe, outbound, smtp, 5",
    "probe, inbound, ews, 5"
  })
  void ofOverridesThatFitTheLastHolds(String role, String direction, String protocol, int days) {
    Policy policy =
        policy(
            new Policy.Override("probe", null, null, silence(7)),
            new Policy.Override(null, "outbound", "smtp", silence(60)),
            new Policy.Override("probe", null, null, silence(5)));

    assertThat(policy.terms(role, direction, protocol)).isEqualTo(silence(days));
  }
}
