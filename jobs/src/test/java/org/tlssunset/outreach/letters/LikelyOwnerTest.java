package org.tlssunset.outreach.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.outreach.cures.Traits;
import org.tlssunset.schema.Effect;

class LikelyOwnerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "CONTOSO\\anna | pc.fabrikam.com | x | CONTOSO | user domain",
        "anna@contoso.com | - | - | contoso.com | user domain",
        "svc-scan | pc.fabrikam.com | - | svc-scan | user",
        "- | pc.fabrikam.com | mx.example | fabrikam.com | name's domain",
        "- | - | mx.example | example | name's domain",
        "- | - | BRN001122334455 | BRN001122334455 | name",
        "- | - | 192.0.2.7 | 192.0.2.7 | name",
        "' ' | - | - | '' | ''",
      })
  void theDomainOrTheNameTells(
      @Nullable String user,
      @Nullable String host,
      @Nullable String name,
      String owner,
      String by) {
    AffectedClient client =
        new AffectedClient(
            new Traits("client", "inbound", "smtp", null, null, Effect.STOPS.label(), false),
            Effect.STOPS,
            new AffectedClient.Named(null, "192.0.2.7", "192.0.2.7", host, name, user, null),
            Instant.EPOCH,
            null,
            1,
            1,
            new AffectedClient.Judged("", "", "", false, null, null, List.of()),
            "x.log",
            1);

    assertThat(LikelyOwner.of(client).name()).isEqualTo(owner);
    assertThat(LikelyOwner.of(client).by().words()).isEqualTo(by);
  }
}
