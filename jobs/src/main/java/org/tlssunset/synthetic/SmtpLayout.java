package org.tlssunset.synthetic;

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

  private final String header;
  private final String[] columns;

  SmtpLayout(String header) {
    this.header = header;
    columns = header.split(",");
  }

  /** The columns' names, separated by commas. */
  String header() {
    return header;
  }

  String[] columns() {
    return columns;
  }
}
