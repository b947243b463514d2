package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.tlssunset.logs.HandedOn;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.logs.smtp.SmtpFormat;
import org.tlssunset.logs.smtp.SmtpPart;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * Any mail log in three files: the parts of its sessions go to executors and into the ledger and
 * come back as they were, and in whichever order they come, they make the same rows.
 */
public final class SessionsFuzz {

  private static final int LOGS = 3;
  private static final KnownValues KNOWN = new KnownValues(LogSettings.DEFAULTS);
  private static final DataType STRUCT =
      ((ArrayType) Warehouse.type(Tables.INGESTED_FILES).apply("open_sessions").dataType())
          .elementType();

  static {
    SQLConf.get().setConfString("spark.sql.datetime.java8API.enabled", "true");
  }

  private SessionsFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    Random random = new Random(Arrays.hashCode(input));
    List<OpenSession> parts = parts(input, random);
    for (OpenSession part : parts) {
      String told = told(part);
      assertThat(told(serialized(part))).isEqualTo(told);
      Row row = (Row) CatalystTypeConverters.convertToScala(SessionRows.struct(part), STRUCT);
      assertThat(told(SessionRows.part(row))).isEqualTo(told);
    }
    List<String> rows = rows(parts);
    Collections.shuffle(parts, random);
    assertThat(rows(parts)).isEqualTo(rows);
    assertThat(rows.stream().filter(row -> !row.startsWith("HandedOn")).count())
        .isLessThanOrEqualTo(
            parts.stream().map(part -> part.key() + peer(part)).distinct().count());
  }

  private static List<OpenSession> parts(byte[] input, Random random) throws IOException {
    LogFormat format = random.nextBoolean() ? SmtpFormat.SEND : SmtpFormat.RECEIVE;
    String server = random.nextBoolean() ? "EX01" : null;
    List<OpenSession> parts = new ArrayList<>();
    int from = 0;
    for (int log = 1; log <= LOGS; log++) {
      int to = log == LOGS ? input.length : from + random.nextInt(input.length - from + 1);
      while (to < input.length && to > from && input[to - 1] != '\n') {
        to++;
      }
      parse(Arrays.copyOfRange(input, from, to), format, server, "log" + log, parts);
      from = to;
    }
    return parts;
  }

  private static void parse(
      byte[] lines, LogFormat format, String server, String file, List<OpenSession> parts)
      throws IOException {
    LogDecoder decoder =
        format.decoder(KNOWN, LogOrigin.UNKNOWN.withServer(server), new Parts(file, parts));
    byte[] buffer = Arrays.copyOf(lines, lines.length + 1 + LogParser.SLACK);
    buffer[lines.length] = '\n';
    decoder.decode(buffer, 0, lines.length + 1, 0, false);
    decoder.finish();
  }

  private static OpenSession serialized(OpenSession part)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(part);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (OpenSession) in.readObject();
    }
  }

  private static List<String> rows(List<OpenSession> parts) {
    SessionParts.Joined joined =
        new SessionParts(List.copyOf(parts), new TreeSet<>(), new TreeSet<>(), new TreeSet<>())
            .joined();
    return Stream.concat(
            joined.rows().stream().map(SessionsFuzz::filled).map(Map::toString),
            joined.handedOn().stream().map(HandedOn::toString))
        .sorted()
        .toList();
  }

  private static String peer(OpenSession part) {
    Observation seen = part.seen();
    return seen.get(ObservationColumn.PEER_IP) + " " + seen.get(ObservationColumn.PEER_PORT);
  }

  private static String told(OpenSession open) {
    SmtpPart part = (SmtpPart) open;
    return filled(part.seen())
        + " "
        + List.of(part.started(), part.ended(), part.complete(), part.firstSequence())
        + List.of(
            part.lastSequence(), part.commanded(), part.awaiting(), part.otherMail(), part.cut())
        + part.asked();
  }

  private static Map<String, Object> filled(Observation row) {
    return Arrays.stream(ObservationColumn.values())
        .filter(column -> row.get(column) != null)
        .collect(
            Collectors.toMap(
                ObservationColumn::columnName, row::get, (one, same) -> one, TreeMap::new));
  }

  /** Takes what is left open. */
  private record Parts(String file, List<OpenSession> parts) implements LogSink {

    @Override
    public void observation(Observation observation) {
      assertThat(observation.get(ObservationColumn.TLS_OUTCOME)).isNotNull();
    }

    @Override
    public void openSession(OpenSession session) {
      session.seen().set(ObservationColumn.SOURCE_FILE, file);
      parts.add(session);
    }

    @Override
    public void rejected(
        RejectReason reason,
        String detail,
        long line,
        long offset,
        byte[] buffer,
        int from,
        int to) {
      assertThat(to).isBetween(from, buffer.length);
    }
  }
}
