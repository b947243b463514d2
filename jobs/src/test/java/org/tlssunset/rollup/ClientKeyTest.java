package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
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

  @Example
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

  @Provide
  Arbitrary<Party> parties() {
    Arbitrary<String> address = Arbitraries.of("192.0.2.7", "192.0.2.8", "2001:db8::7");
    Arbitrary<String> peer =
        Arbitraries.of(
            "10.**.**.168",
            "10.xx.xx.168",
            "10.XX.xx.168",
            "x.x.x.x",
            "x.x.x.y",
            "::*",
            "*",
            "-",
            "",
            "1.2.3");
    Arbitrary<String> name =
        Arbitraries.oneOf(
            address,
            peer,
            Arbitraries.of(
                "mx.example",
                "MX.example",
                "CORP\\alice",
                "10.**.**.168 mx",
                "Jos\u00e9 M",
                "a b",
                "- a"),
            Arbitraries.strings().withChars("x.*- a1:\\'%é").ofMaxLength(5));
    return Combinators.combine(
            address.injectNull(0.8),
            peer.injectNull(0.2),
            name.injectNull(0.4),
            name.injectNull(0.4))
        .as(
            (ip, masked, client, user) ->
                new Party(ip, ip == null ? masked : "10.0.0.9", client, user));
  }

  @Property
  void differentPeersAreDifferentClients(
      @ForAll("parties") Party one, @ForAll("parties") Party other) {
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

  @Property(tries = 5)
  void theTablesSayTheSame(@ForAll @Size(200) List<@net.jqwik.api.From("parties") Party> parties) {
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
