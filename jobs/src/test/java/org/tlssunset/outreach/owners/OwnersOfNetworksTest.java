package org.tlssunset.outreach.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.party.Network;
import org.tlssunset.party.Validity;

/** The longest prefix, against every line held against every address. */
class OwnersOfNetworksTest {

  private static final int[] PREFIXES = {8, 12, 15, 16, 17, 24, 29, 31, 32};

  @Test
  void theLongestPrefixWins() {
    RandomCases.each(
        500,
        random -> {
          List<OwnerRule> rules = new ArrayList<>();
          for (int line = 1; line <= RandomCases.between(random, 0, 30); line++) {
            rules.add(rule(random, line));
          }
          Owners owners = new Owners(rules);
          for (int i = 0; i < 20; i++) {
            String address = address(random);
            int day = random.nextInt(4);

            assertThat(owners.of(new Subject(address, List.of(), null, day)).map(Owner::name))
                .as("%s on day %d", address, day)
                .isEqualTo(naive(rules, address, day));
          }
        });
  }

  private static Optional<String> naive(List<OwnerRule> rules, String address, int day) {
    String owner = null;
    int longest = -1;
    for (OwnerRule rule : rules) {
      Network network = rule.network().orElseThrow();
      if (network.contains(address)
          && rule.validity().holds(day)
          && network.prefixLength() >= longest) {
        owner = rule.owner().name();
        longest = network.prefixLength();
      }
    }
    return Optional.ofNullable(owner);
  }

  private static OwnerRule rule(Random random, int line) {
    boolean isVersion6 = random.nextInt(4) == 0;
    int prefix = PREFIXES[random.nextInt(PREFIXES.length)];
    Network network =
        Network.around(isVersion6 ? version6(random) : version4(random), prefix).orElseThrow();
    int from = random.nextInt(4);
    return new OwnerRule(
        List.of(new Condition.InNetwork(network)),
        new Owner("owner " + line, "", Language.ENGLISH),
        new Validity(from, from + random.nextInt(3)),
        line);
  }

  private static String address(Random random) {
    return random.nextInt(4) == 0 ? version6(random) : version4(random);
  }

  /** Few enough that many share their beginning. */
  private static String version4(Random random) {
    return "10.%d.%d.%d".formatted(random.nextInt(2), 128 * random.nextInt(2), random.nextInt(10));
  }

  private static String version6(Random random) {
    return "2001:d%d8::%d".formatted(random.nextInt(2) + 1, 1 + random.nextInt(9));
  }
}
