package org.tlssunset.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.plan.ListedParty;
import org.tlssunset.plan.MinimumEffects;
import org.tlssunset.plan.PlannedProgram;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Labelled;

/**
 * The parties as the page's script reads them: columns of JSON, packed, in Base64. Three tables:
 * {@code clients}, {@code programs} and {@code uses}; a client says how many of the programs that
 * follow are its, a program how many of the uses. Days are days since 1970, effects and statuses
 * are places in {@code labels}; a text that is not known is empty. A column's worth of alike values
 * packs to a third of what rows of objects do.
 */
final class ClientData {

  private static final JsonFactory JSON = new JsonFactory();

  private static final long MICROS_A_DAY = 86_400_000_000L;

  private final int asOf;
  private final int window;
  private final ProofTexts proofs;
  private final Map<String, List<Object>> clients = new LinkedHashMap<>();
  private final Map<String, List<Object>> programs = new LinkedHashMap<>();
  private final Map<String, List<Object>> uses = new LinkedHashMap<>();

  private ClientData(int asOf, int window, ProofTexts proofs) {
    this.asOf = asOf;
    this.window = window;
    this.proofs = proofs;
  }

  /**
   * Packs some.
   *
   * @param asOf the last day of evidence, since 1970
   * @param window of so many days up to it, each with or without a use
   */
  static String of(List<ListedClient> listed, int asOf, int window, ProofTexts proofs) {
    ClientData data = new ClientData(asOf, window, proofs);
    listed.forEach(data::add);
    return data.packed();
  }

  private void add(ListedClient client) {
    ListedParty listed = client.listed();
    put(clients, "id", client.id());
    put(clients, "role", listed.party().role());
    put(clients, "direction", listed.party().direction());
    put(clients, "who", client.name());
    put(clients, "party", ShownText.of(listed.party().party()));
    put(clients, "address", client.address());
    put(clients, "effect", listed.effect().ordinal());
    put(clients, "minimums", digits(listed.atMinimums()));
    put(clients, "status", listed.status().ordinal());
    put(clients, "last", day(listed.lastUse()));
    put(clients, "programs", listed.party().programs().size());
    listed.party().programs().forEach(this::add);
  }

  private static String digits(List<Effect> effects) {
    StringBuilder digits = new StringBuilder();
    effects.forEach(effect -> digits.append(effect.ordinal()));
    return digits.toString();
  }

  private void add(PlannedProgram program) {
    PlannedProgram.Known known = program.known();
    PlannedProgram.Volume volume = program.volume();
    String reason = ShownText.of(known.reason());
    String effectReason = ShownText.of(program.impact().reason());
    put(programs, "protocol", program.evidence().protocol());
    put(programs, "program", ShownText.of(program.evidence().program()));
    put(programs, "kind", program.evidence().kind());
    put(programs, "agent", ShownText.of(program.evidence().named().agent()));
    put(programs, "ends", ShownText.of(String.join(", ", program.ends())));
    put(programs, "effect", program.impact().effect().ordinal());
    put(programs, "partly", program.impact().isPartly() ? 1 : 0);
    put(programs, "along", ShownText.of(program.impact().takenAlongBy()));
    put(programs, "status", known.status().ordinal());
    put(programs, "reason", reason);
    put(programs, "effectReason", effectReason.equals(reason) ? "" : effectReason);
    put(programs, "exception", ShownText.of(program.exception()));
    put(programs, "dormant", known.isDormant() ? 1 : 0);
    put(programs, "first", day(volume.first()));
    put(programs, "last", day(volume.last()));
    put(programs, "legacyLast", dayOrNone(volume.oldLast()));
    put(programs, "modernLast", dayOrNone(volume.modernLast()));
    put(programs, "days", days(program.evidence().daysLately()));
    put(programs, "requests", volume.lately());
    put(programs, "proofFile", ShownText.of(known.file()));
    put(programs, "proofLine", known.line());
    put(programs, "proof", proofs.of(program));
    List<EndUse> its = program.evidence().uses();
    put(programs, "uses", its.size());
    its.forEach(this::add);
  }

  private void add(EndUse use) {
    String end = use.end().proxy() == null ? use.end().server() : use.end().proxy();
    put(uses, "end", ShownText.of(end));
    put(
        uses,
        "tls",
        use.tls().version() == null ? use.tls().outcome() : String.valueOf(use.tls().version()));
    put(uses, "first", day(use.seen().first()));
    put(uses, "last", day(use.seen().last()));
    put(uses, "requests", use.seen().requests());
  }

  /**
   * Each day of the window, its first one first: a hexadecimal digit for four, the lowest bit
   * first.
   */
  private String days(long[] seen) {
    BitSet days = BitSet.valueOf(seen);
    StringBuilder digits = new StringBuilder();
    for (int from = 0; from < window; from += 4) {
      int digit = 0;
      for (int bit = 0; bit < 4; bit++) {
        digit |= days.get(from + bit) ? 1 << bit : 0;
      }
      digits.append(Character.forDigit(digit, 16));
    }
    return digits.toString();
  }

  private static int day(long micros) {
    return (int) Math.floorDiv(micros, MICROS_A_DAY);
  }

  /** 0 if there is none: nobody had TLS then. */
  private static int dayOrNone(@Nullable Long micros) {
    return micros == null ? 0 : day(micros);
  }

  private static void put(Map<String, List<Object>> table, String column, Object value) {
    table.computeIfAbsent(column, any -> new ArrayList<>()).add(value);
  }

  private String packed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new Best(bytes);
        JsonGenerator json = JSON.createGenerator(packed)) {
      json.writeStartObject();
      json.writeNumberField("asOf", asOf);
      json.writeNumberField("window", window);
      json.writeFieldName("labels");
      json.writeStartObject();
      labels(json, "effects", Effect.values());
      labels(json, "statuses", ClientStatus.values());
      labels(json, "minimums", MinimumEffects.VERSIONS.toArray(Labelled[]::new));
      json.writeEndObject();
      table(json, "clients", clients);
      table(json, "programs", programs);
      table(json, "uses", uses);
      json.writeEndObject();
    } catch (IOException e) { // there is nothing but memory
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void labels(JsonGenerator json, String name, Labelled[] values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Labelled value : values) {
      json.writeString(value.label());
    }
    json.writeEndArray();
  }

  private static void table(JsonGenerator json, String name, Map<String, List<Object>> table)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, List<Object>> column : table.entrySet()) {
      json.writeArrayFieldStart(column.getKey());
      for (Object value : column.getValue()) {
        if (value instanceof Number number) {
          json.writeNumber(number.longValue());
        } else {
          json.writeString(String.valueOf(value));
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Its header holds no time: the same text gives the same bytes. */
  private static final class Best extends GZIPOutputStream {

    Best(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
