package org.tlssunset.synthetic;

import java.util.Arrays;
import java.util.Locale;

/** Which columns an SMTP protocol log has, in which order. */
enum SmtpLayout {
  /** As Exchange writes it, and as a log without a header has it. */
  STANDARD(
      "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context"),
  /** As a tool leaves it that sorts by session. */
  REORDERED(
      "date-time,session-id,sequence-number,connector-id,event,remote-endpoint,local-endpoint,context,data"),
  /** With a column that is not Exchange's. */
  WIDER(
      "date-time,collected-by,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context");

  /** A column of such a log. */
  enum Column {
    DATE_TIME,
    CONNECTOR_ID,
    SESSION_ID,
    SEQUENCE_NUMBER,
    LOCAL_ENDPOINT,
    REMOTE_ENDPOINT,
    EVENT,
    DATA,
    CONTEXT,
    COLLECTED_BY
  }

  private final String header;
  private final Column[] columns;

  SmtpLayout(String header) {
    this.header = header;
    columns =
        Arrays.stream(header.split(","))
            .map(name -> Column.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
            .toArray(Column[]::new);
  }

  /** The columns' names, separated by commas. */
  String header() {
    return header;
  }

  /** The columns in their order; not to be changed. */
  Column[] columns() {
    return columns;
  }
}
