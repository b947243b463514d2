package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.tlssunset.RandomCases.listOf;
import static org.tlssunset.RandomCases.oneOf;
import static org.tlssunset.RandomCases.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.warehouse.SharedSpark;

/** No two different peers are one client, and the tables' keys are those that inspect shows. */
class ClientKeyTest {

  /** What an observation tells of the other party; any of it may be null. */
  record Party(String clientIp, String peerIp, String clientName, String userName) {

    String key() {
      return ClientKey.of(clientIp, peerIp, clientName, userName);
    }

    /** The peer as logged; empty if none is. */
    String peer() {
      String peer = peerIp == null ? "" : peerIp.strip();
      return peer.equals("-") ? "" : peer;
    }
  }

  @Test
  void examples() {
    assertAll(
        () -> assertKey("192.0.2.7", "192.0.2.7", "10.0.0.9", "pc.example", "alice"),
        () ->
            assertKey(
                "10.**.**.168 mx.partner.example",
                null,
                "10.**.**.168",
                "mx.partner.example",
                "alice"),
        () -> assertKey("10.**.**.168 CORP\\alice", null, "10.**.**.168", null, "CORP\\alice"),
        () -> assertKey("x.x.x.x", null, "x.x.x.x", null, null),
        () -> assertKey("mx.partner.example", null, "-", "mx.partner.example", null),
        () -> assertKey("alice", null, null, "-", "alice"),
        () -> assertKey("Max Muster", null, "", " ", "Max Muster"),
        () -> assertKey("- 192.0.2.7", null, "-", "192.0.2.7", null),
        () -> assertKey("- [192.0.2.7]", null, null, "[192.0.2.7]", null),
        () -> assertKey("- x.x.x.x", null, null, "x.x.x.x", null),
        () -> assertKey("- 10.**.**.168 mx", null, null, "10.**.**.168 mx", null),
        () -> assertKey("a+b", null, "a b", null, null),
        () -> assertKey(null, null, "-", "", null),
        () -> assertKey(null, null, null, null, null));
  }

  private static void assertKey(
      String key, String clientIp, String peerIp, String clientName, String userName) {
    assertThat(new Party(clientIp, peerIp, clientName, userName).key()).isEqualTo(key);
  }

  private static final String[] ADDRESSES = {"192.0.2.7", "192.0.2.8", "2001:db8::7"};

  private static final String[] MASKED = {
    "10.**.**.168", "10.xx.xx.168", "10.XX.xx.168", "x.x.x.x", "x.x.x.y",
    "::*", "*", "-", "", "1.2.3"
  };

  private static final String[] NAMES = {
    "mx.example", "MX.example", "CORP\\alice", "10.**.**.168 mx", "Jos\u00e9 M", "a b", "- a"
  };

  private static Party party(Random random) {
    String ip = random.nextInt(5) == 0 ? oneOf(random, ADDRESSES) : null;
    String masked = random.nextInt(5) == 0 ? null : oneOf(random, MASKED);
    return new Party(ip, ip == null ? masked : "10.0.0.9", name(random), name(random));
  }

  private static String name(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> oneOf(random, ADDRESSES);
      case 1 -> oneOf(random, MASKED);
      case 2 -> oneOf(random, NAMES);
      case 3 -> text(random, 0, 5, "x.*- a1:\\'%é");
      default -> null;
    };
  }

  @Test
  void differentPeersAreDifferentClients() {
    RandomCases.each(5_000, random -> assertToldApart(party(random), party(random)));
  }

  private static void assertToldApart(Party one, Party other) {
    String key = one.key();
    if (key == null) {
      assertThat(one.clientIp()).isNull();
      assertThat(one.peer()).isEmpty();
      return;
    }
    if (key.equals(other.key())) {
      assertThat(one.clientIp()).isEqualTo(other.clientIp());
      if (one.clientIp() == null) {
        assertThat(one.peer()).isEqualTo(other.peer());
      }
    }
  }

  @Test
  void theTablesSayTheSame() {
    RandomCases.each(
        5, random -> assertTablesSayTheSame(listOf(random, 200, 200, () -> party(random))));
  }

  private static void assertTablesSayTheSame(List<Party> parties) {
    List<Row> rows = new ArrayList<>();
    for (Party party : parties) {
      rows.add(
          RowFactory.create(
              party.clientIp(), party.peerIp(), party.clientName(), party.userName(), party.key()));
    }
    List<Row> found =
        SharedSpark.session()
            .createDataFrame(
                rows,
                StructType.fromDDL(
                    "client_ip STRING, peer_ip STRING, client_name STRING, user_name STRING, expected STRING"))
            .selectExpr("*", ClientKey.sql("") + " AS client")
            .selectExpr("expected", "client", ClientKey.folded() + " AS folded")
            .collectAsList();

    assertThat(found).allSatisfy(row -> assertThat(row.getString(1)).isEqualTo(row.getString(0)));
    // Folded, names are the same in any case, and peers are not.
    Map<String, Set<String>> byFolded = new HashMap<>();
    Map<String, Set<String>> byExpected = new HashMap<>();
    for (int i = 0; i < parties.size(); i++) {
      String folded = String.valueOf(found.get(i).getString(2));
      if (parties.get(i).clientIp() == null && parties.get(i).key() != null) {
        assertThat(ClientKey.folded(parties.get(i).key())).isEqualTo(folded);
      }
      byFolded.computeIfAbsent(folded, any -> new HashSet<>()).add(folded(parties.get(i)));
      byExpected.computeIfAbsent(folded(parties.get(i)), any -> new HashSet<>()).add(folded);
    }
    assertThat(byFolded.values()).allSatisfy(expected -> assertThat(expected).hasSize(1));
    assertThat(byExpected.values()).allSatisfy(folded -> assertThat(folded).hasSize(1));
  }

  /** Written otherwise: the peer as it is, the rest in lower case. */
  private static String folded(Party party) {
    String key = party.key();
    if (key == null) {
      return "null";
    }
    if (party.clientIp() != null) {
      return "ip " + key;
    }
    String peer = party.peer();
    return peer + "|" + key.substring(peer.length()).toLowerCase(Locale.ROOT);
  }
}
