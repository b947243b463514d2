package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;

/** What the SMTP parser makes of a log, for tests to look at. */
record SmtpReading(
    List<Observation> finished,
    List<OpenSession> parts,
    List<InnerClient> innerClients,
    List<Found.Reject> rejects,
    LineCounts counts) {

  static SmtpReading received(String... lines) {
    return of(SmtpFormat.RECEIVE, null, String.join("\n", lines) + "\n");
  }

  static SmtpReading sent(String... lines) {
    return of(SmtpFormat.SEND, null, String.join("\n", lines) + "\n");
  }

  static SmtpReading of(SmtpFormat format, @Nullable String server, String log) {
    return of(format, server, log.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
  }

  /**
   * Parses a log in stretches of whole lines.
   *
   * @param stretch how many bytes a stretch has at least, if there are as many
   */
  static SmtpReading of(SmtpFormat format, @Nullable String server, byte[] log, int stretch) {
    Found found = new Found();
    SmtpParser parser =
        new SmtpParser(
            format,
            new KnownValues(LogSettings.DEFAULTS),
            LogOrigin.UNKNOWN.withServer(server),
            found);
    Found.parse(parser, log, stretch, '"');
    return new SmtpReading(
        found.rows(), found.parts(), found.innerClients(), found.rejects(), parser.counts());
  }

  /** The rows that come of logs which are read one after the other, sessions joined. */
  static List<Observation> rows(List<SmtpReading> readings) {
    List<Observation> rows = new ArrayList<>();
    readings.forEach(reading -> rows.addAll(reading.finished()));
    rows.addAll(
        Found.concluded(readings.stream().flatMap(reading -> reading.parts().stream()).toList()));
    return rows;
  }

  /** All rows, the sessions of which this log holds a part concluded. */
  List<Observation> rows() {
    return rows(List.of(this));
  }

  /** The only row. */
  Observation row() {
    if (rows().size() != 1 || !rejects.isEmpty()) {
      throw new AssertionError("not one row: " + texts() + ", rejected " + rejects);
    }
    return rows().get(0);
  }

  /** The rows' columns that are filled, so that readings can be compared and shown. */
  List<Map<String, Object>> texts() {
    return rows().stream().map(Found::filled).toList();
  }
}
