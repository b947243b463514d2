package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/** What the IIS parser makes of a log, for tests to look at. */
record IisReading(
    List<Observation> rows,
    List<Found.Reject> rejects,
    LineCounts counts,
    List<String> addressColumns) {

  /** Those of convention, with other names of the fields that proxies fill. */
  static LogSettings settings(ForwardingFields forwarding) {
    LogSettings usual = LogSettings.DEFAULTS;
    return new LogSettings(
        usual.cryptProtocolFields(),
        usual.cryptCipherFields(),
        usual.cryptHashFields(),
        usual.cryptKeyExchangeFields(),
        forwarding,
        usual.httpPorts(),
        usual.probeUserAgents(),
        usual.probeUsers(),
        usual.probePaths());
  }

  static IisReading of(String... lines) {
    return of(LogSettings.DEFAULTS, null, String.join("\n", lines) + "\n");
  }

  static IisReading of(LogSettings settings, @Nullable String server, String log) {
    return of(settings, server, log.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
  }

  /**
   * Parses a log in stretches of whole lines.
   *
   * @param stretch how many bytes a stretch has at least, if there are as many
   */
  static IisReading of(LogSettings settings, @Nullable String server, byte[] log, int stretch) {
    return at(settings, LogOrigin.UNKNOWN.withServer(server), log, stretch);
  }

  /** The same, of a log of which that is known. */
  static IisReading at(LogSettings settings, LogOrigin origin, byte[] log, int stretch) {
    Found found = new Found();
    IisParser parser = new IisParser(new KnownValues(settings), origin, found);
    Found.parse(parser, log, stretch, ' ');
    assertThat(found.parts()).as("IIS logs have no sessions").isEmpty();
    return new IisReading(found.rows(), found.rejects(), parser.counts(), found.addressColumns());
  }

  /** The only row. */
  Observation row() {
    if (rows.size() != 1 || !rejects.isEmpty()) {
      throw new AssertionError("not one row: " + texts() + ", rejected " + rejects);
    }
    return rows.get(0);
  }

  /** When the rows begin, in ISO 8601, in their order. */
  List<String> instants() {
    return rows.stream()
        .map(
            row ->
                Instant.ofEpochSecond(row.number(ObservationColumn.STARTED_AT) / 1_000_000)
                    .toString())
        .toList();
  }

  /** The reasons of the rejected lines, in order. */
  List<RejectReason> reasons() {
    return rejects.stream().map(Found.Reject::reason).toList();
  }

  /** The rows' columns that are filled, so that readings can be compared and shown. */
  List<Map<String, Object>> texts() {
    return rows.stream().map(Found::filled).toList();
  }
}
