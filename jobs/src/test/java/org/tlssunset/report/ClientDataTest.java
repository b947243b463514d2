package org.tlssunset.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.outreach.letters.Proof;
import org.tlssunset.party.HostNames;
import org.tlssunset.plan.Impact;
import org.tlssunset.plan.ListedParty;
import org.tlssunset.plan.PlannedParty;
import org.tlssunset.plan.PlannedProgram;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;

class ClientDataTest {

  private static final long DAY = 86_400_000_000L;

  private static final int AS_OF = (int) LocalDate.parse("2026-03-15").toEpochDay();

  private static final int WINDOW = 30;

  /** What the page's script gets. */
  private static JsonNode data(ListedParty... parties) throws IOException {
    List<ListedClient> clients =
        List.of(parties).stream().map(party -> ListedClient.of(party, HostNames.NONE)).toList();
    ProofTexts proofs =
        ProofTexts.read(
            clients, (file, line) -> new Proof(file, line, "line " + line + " of " + file, null));
    byte[] packed = Base64.getDecoder().decode(ClientData.of(clients, AS_OF, WINDOW, proofs));
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new ObjectMapper().readTree(unpacked);
    }
  }

  private static List<String> column(JsonNode data, String table, String column) {
    JsonNode values = data.path(table).path(column);
    return IntStream.range(0, values.size()).mapToObj(i -> values.get(i).asText()).toList();
  }

  private static EndUse use(String end, @Nullable String version, int first, int last) {
    return new EndUse(
        new EndUse.End(end, null, null),
        new EndUse.Negotiated(
            version == null ? "cleartext" : "negotiated", version, true, null, true, null),
        false,
        new EndUse.Seen((AS_OF + first) * DAY, (AS_OF + last) * DAY + DAY - 1, 12, 7, null),
        new EndUse.Proof("a.log", 4, null));
  }

  private static PlannedProgram program(
      @Nullable String name, Effect effect, long[] days, EndUse... uses) {
    ProgramEvidence evidence =
        new ProgramEvidence(
            "ews",
            name,
            "library",
            new ProgramEvidence.Named("alice", "192.0.2.1", "CONTOSO\\alice", null, "agent/1"),
            1L,
            false,
            days,
            List.of(uses));
    return new PlannedProgram(
        evidence,
        new PlannedProgram.Known(
            ClientStatus.LEGACY_ONLY,
            AS_OF - 9,
            "it is old",
            "TLS 1.2",
            true,
            false,
            "a.log",
            4,
            null),
        new PlannedProgram.Volume(
            (AS_OF - 9) * DAY, AS_OF * DAY, (AS_OF - 9) * DAY, (AS_OF - 1) * DAY, null, 41, 40),
        List.of("EX01", "EX02"),
        List.of(),
        new Impact(effect, effect == Effect.STOPS ? "it is old" : "other", true, null),
        Map.of(),
        Map.of(),
        true,
        null);
  }

  private static ListedParty party(String name, PlannedProgram... programs) {
    PlannedParty party = new PlannedParty("client", "inbound", name, List.of(programs));
    PlannedProgram worst =
        party.programs().stream()
            .min(Comparator.comparing(program -> program.impact().effect()))
            .orElseThrow();
    return new ListedParty(
        party, worst, List.of(Effect.UNAFFECTED, worst.impact().effect(), Effect.HAS_ALTERNATIVE));
  }

  private static long[] days(int... at) {
    BitSet days = new BitSet();
    IntStream.of(at).forEach(days::set);
    return days.toLongArray();
  }

  @Test
  void programsAndUsesFollowThoseWhoseTheyAre() throws IOException {
    JsonNode data =
        data(
            party(
                "alice",
                program("one", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1)),
                program(
                    "two",
                    Effect.UNKNOWN,
                    days(1),
                    use("EX01", "TLS 1.2", -3, 0),
                    use("EX02", null, -2, -2))),
            party("bob", program(null, Effect.UNAFFECTED, days(), use("EX03", "TLS 1.3", 0, 0))));

    assertThat(column(data, "clients", "party")).containsExactly("alice", "bob");
    assertThat(column(data, "clients", "programs")).containsExactly("2", "1");
    assertThat(column(data, "programs", "program")).containsExactly("one", "two", "");
    assertThat(column(data, "programs", "uses")).containsExactly("1", "2", "1");
    assertThat(column(data, "uses", "end")).containsExactly("EX01", "EX01", "EX02", "EX03");
    assertThat(column(data, "uses", "tls"))
        .containsExactly("TLS 1.0", "TLS 1.2", "cleartext", "TLS 1.3");
    for (String table : List.of("clients", "programs", "uses")) {
      JsonNode columns = data.path(table);
      int rows = columns.elements().next().size();
      assertThat(columns).as(table).allSatisfy(column -> assertThat(column).hasSize(rows));
    }
  }

  @Test
  void effectsAndStatusesArePlacesInTheirLabels() throws IOException {
    JsonNode data =
        data(
            party("alice", program("one", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1))),
            party("bob", program("two", Effect.UNKNOWN, days(0), use("EX01", null, 0, 0))));

    List<String> effects = column(data, "labels", "effects");
    assertThat(effects)
        .containsExactly("stops", "unknown", "falls-to-cleartext", "has-alternative", "unaffected");
    assertThat(column(data, "labels", "minimums")).containsExactly("TLS 1.1", "TLS 1.2", "TLS 1.3");
    assertThat(column(data, "clients", "effect")).containsExactly("0", "1");
    assertThat(column(data, "programs", "effect")).containsExactly("0", "1");
    assertThat(column(data, "clients", "minimums")).containsExactly("403", "413");
    int status = data.path("clients").path("status").get(0).asInt();
    assertThat(column(data, "labels", "statuses").get(status)).isEqualTo("legacy-only");
    assertThat(column(data, "programs", "partly")).containsExactly("1", "1");
  }

  @Test
  void aReasonThatIsSaidAlreadyIsNotSaidAgain() throws IOException {
    JsonNode data =
        data(
            party("alice", program("one", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1))),
            party("bob", program("two", Effect.UNKNOWN, days(0), use("EX01", null, 0, 0))));

    assertThat(column(data, "programs", "reason")).containsExactly("it is old", "it is old");
    assertThat(column(data, "programs", "effectReason")).containsExactly("", "other");
  }

  @Test
  void daysAreDigitsOfFourTheFirstOneLowest() throws IOException {
    JsonNode data =
        data(
            party(
                "alice",
                program("none", Effect.STOPS, days(), use("EX01", "TLS 1.0", 0, 0)),
                program("first", Effect.STOPS, days(0), use("EX01", "TLS 1.0", 0, 0)),
                program("last", Effect.STOPS, days(WINDOW - 1), use("EX01", "TLS 1.0", 0, 0)),
                program("some", Effect.STOPS, days(1, 3, 4, 6, 7), use("EX01", "TLS 1.0", 0, 0))));

    assertThat(column(data, "programs", "days"))
        .containsExactly("00000000", "10000000", "00000002", "ad000000");
  }

  @Test
  void timesAreDaysSince1970AndNoneIsZero() throws IOException {
    JsonNode data =
        data(party("alice", program("one", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1))));

    assertThat(data.path("asOf").asInt()).isEqualTo(AS_OF);
    assertThat(data.path("window").asInt()).isEqualTo(WINDOW);
    assertThat(column(data, "programs", "first")).containsExactly(String.valueOf(AS_OF - 9));
    assertThat(column(data, "programs", "legacyLast")).containsExactly(String.valueOf(AS_OF - 1));
    assertThat(column(data, "programs", "modernLast")).containsExactly("0");
    assertThat(column(data, "clients", "last")).containsExactly(String.valueOf(AS_OF - 1));
    assertThat(column(data, "uses", "first")).containsExactly(String.valueOf(AS_OF - 9));
    assertThat(column(data, "uses", "last")).containsExactly(String.valueOf(AS_OF - 1));
  }

  @Test
  void theProofIsTheLineOfItsLog() throws IOException {
    JsonNode data =
        data(party("alice", program("one", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1))));

    assertThat(column(data, "programs", "proofFile")).containsExactly("a.log");
    assertThat(column(data, "programs", "proofLine")).containsExactly("4");
    assertThat(column(data, "programs", "proof")).containsExactly("line 4 of a.log");
  }

  @Test
  void theSamePartyHasTheSameIdWhateverItDoes() throws IOException {
    PlannedProgram program = program("one", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1));
    PlannedProgram other = program("two", Effect.UNKNOWN, days(), use("EX02", null, 0, 0));
    List<String> ids =
        column(data(party("alice", program), party("bob", program)), "clients", "id");

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{12}"));
    assertThat(column(data(party("alice", other)), "clients", "id")).containsExactly(ids.get(0));
  }

  @Test
  void whatTurnsTextAroundIsNotHandedOn() throws IOException {
    JsonNode data =
        data(
            party(
                "eve\u202Egpj\u0007</script>",
                program("a\u2066b", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1))));

    assertThat(column(data, "clients", "party")).containsExactly("eve\uFFFDgpj\uFFFD</script>");
    assertThat(column(data, "programs", "program")).containsExactly("a\uFFFDb");
  }

  @Test
  void theSamePartiesGiveTheSameBytes() {
    PlannedProgram program = program("one", Effect.STOPS, days(0), use("EX01", "TLS 1.0", -9, -1));
    List<ListedClient> clients = List.of(ListedClient.of(party("alice", program), HostNames.NONE));
    ProofTexts proofs =
        ProofTexts.read(clients, (file, line) -> new Proof(file, line, null, "it is gone"));

    assertThat(ClientData.of(clients, AS_OF, WINDOW, proofs))
        .isEqualTo(ClientData.of(clients, AS_OF, WINDOW, proofs));
  }
}
