package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.party.Parties.own;
import static org.tlssunset.party.Parties.ownNetwork;
import static org.tlssunset.party.Parties.proxy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.RandomCases;
import org.tlssunset.party.Forwarder.Claim;

class ForwardersTest {

  private static final String PEER = "192.0.2.9";

  private static final Instant NOON = Instant.parse("2024-10-04T12:00:00Z");

  private static final List<KnownAddress> KNOWN =
      List.of(own("10.0.0.11", "EX01"), ownNetwork("10.0.1.0/24"), proxy("10.0.0.9", "KEMP-1"));

  private static Forwarder of(String... lists) {
    Forwarders forwarders = new Forwarders(KNOWN);
    for (String list : lists) {
      forwarders.add(PEER, "EX01", list, 1, NOON);
    }
    return forwarders.all().findFirst().orElseThrow();
  }

  @Test
  void allOfOnePeerIsSummedUp() {
    Forwarders forwarders = new Forwarders(KNOWN);
    forwarders.add(PEER, "EX02", "203.0.113.1", 2, NOON);
    forwarders.add(PEER, "EX01", "203.0.113.2", 3, NOON.minusSeconds(60));
    forwarders.add(PEER, null, "203.0.113.2", 4, NOON.minusSeconds(90));
    forwarders.add("192.0.2.10", "EX01", "203.0.113.2", 1, NOON);

    assertThat(forwarders.all())
        .containsExactlyInAnyOrder(
            new Forwarder(PEER, List.of("EX01", "EX02"), 9, new Claim(2, false, false), NOON),
            new Forwarder("192.0.2.10", List.of("EX01"), 1, new Claim(1, false, false), NOON));
    assertThat(forwarders.contains(PEER)).isTrue();
    assertThat(forwarders.contains("192.0.2.11")).isFalse();
  }

  /** What stands to the left of it the peer may have been told by anybody. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.1, 203.0.113.2                 | 1",
        "203.0.113.1; X-Real-IP=203.0.113.1       | 1",
        "203.0.113.1; X-Real-IP=203.0.113.2       | 2",
        "203.0.113.1, unknown                     | 0",
        "unknown; X-Real-IP=203.0.113.2           | 1"
      })
  void theNearestAddressOfEachListCounts(String lists, long addresses) {
    assertThat(of(lists).claim()).isEqualTo(new Claim(addresses, false, false));
  }

  @Test
  void whoClaimsOurAddressesAloneIsTold() {
    assertThat(of("127.0.0.1", "10.0.0.11", "10.0.1.7", "::1").claim())
        .isEqualTo(new Claim(4, false, true));
    assertThat(of("127.0.0.1", "203.0.113.1").claim().isOurs()).isFalse();
    assertThat(of("10.0.0.9").claim().isOurs()).as("a listed proxy is another hop").isFalse();
    assertThat(of("unknown").claim().isOurs()).as("it claims no address").isFalse();
    assertThat(of("127.0.0.1", "too-many").claim()).isEqualTo(new Claim(1, true, false));
  }

  @Test
  void addressesAreCountedUpToABound() {
    String[] lists = new String[Forwarders.MOST_ADDRESSES];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = "203.%d.%d.1".formatted(i >> 8, i & 255);
    }
    Forwarders forwarders = new Forwarders(KNOWN);
    for (String list : lists) {
      forwarders.add(PEER, "EX01", list, 1, NOON);
    }
    forwarders.add(PEER, "EX01", lists[0], 1, NOON);
    assertThat(forwarders.all().findFirst().orElseThrow().claim())
        .isEqualTo(new Claim(lists.length, false, false));
    forwarders.add(PEER, "EX01", "198.51.100.1", 1, NOON);
    assertThat(forwarders.all().findFirst().orElseThrow().claim())
        .isEqualTo(new Claim(lists.length, true, false));
  }

  private record Row(String peer, @Nullable String server, String list, long requests, int second) {

    static Row of(Random random) {
      return new Row(
          RandomCases.oneOf(random, PEER, "192.0.2.10"),
          RandomCases.oneOf(random, "EX01", "EX02"),
          RandomCases.oneOf(
              random, "127.0.0.1", "10.0.1.7", "203.0.113.1", "203.0.113.2, 10.0.0.9", "too-many"),
          RandomCases.between(random, 1, 9),
          RandomCases.between(random, 0, 9));
    }

    void in(Forwarders forwarders) {
      forwarders.add(peer, server, list, requests, NOON.plusSeconds(second));
    }
  }

  @Test
  void theOrderMakesNoDifference() {
    RandomCases.each(
        300,
        random -> {
          List<Row> rows = RandomCases.listOf(random, 1, 12, () -> Row.of(random));
          Forwarders one = new Forwarders(KNOWN);
          rows.forEach(row -> row.in(one));
          List<Row> shuffled = new ArrayList<>(rows);
          Collections.shuffle(shuffled, random);
          Forwarders other = new Forwarders(KNOWN);
          shuffled.forEach(row -> row.in(other));
          assertThat(other.all().toList()).containsExactlyInAnyOrderElementsOf(one.all().toList());
        });
  }
}
