package org.tlssunset.schema;

import static org.tlssunset.schema.ColumnType.BIGINT;
import static org.tlssunset.schema.ColumnType.BOOLEAN;
import static org.tlssunset.schema.ColumnType.INT;
import static org.tlssunset.schema.ColumnType.STRING;
import static org.tlssunset.schema.ColumnType.TIMESTAMP;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the ledger keeps of a session that a log leaves open: the struct of its open_sessions. */
public final class SessionColumns {

  /** Whether an open session's first line was in the log. */
  public static final String STARTED = "session_started";

  /** Whether an open session's last line was in the log. */
  public static final String ENDED = "session_ended";

  /** Whether no line between an open session's first and last one is missing in the log. */
  public static final String COMPLETE = "session_complete";

  /** The lowest sequence number of an open session's lines in the log. */
  public static final String FIRST_SEQUENCE = "session_first_sequence";

  /** The highest sequence number of an open session's lines in the log. */
  public static final String LAST_SEQUENCE = "session_last_sequence";

  /** Whether the side that called says anything in what the log holds of an open session. */
  public static final String COMMANDED = "session_commanded";

  /** Whether a command that begins TLS, or mail in clear, is not settled in the log. */
  public static final String AWAITING = "session_awaiting";

  /** Whether mail is in what the log holds of an open session that is no health check's. */
  public static final String OTHER_MAIL = "session_other_mail";

  /** How many answers come before the first command in what the log holds of an open session. */
  public static final String ANSWERS_FIRST = "session_answers_first";

  /** The code of an open session's first answer to a command in the log. */
  public static final String FIRST_ANSWER = "session_first_answer";

  /** How many commands of an open session are not answered in the log. */
  public static final String UNANSWERED = "session_unanswered";

  /** Whether the answer after the log's end tells if an open session is inside Exchange. */
  public static final String PROXY_ASKED = "session_proxy_asked";

  /** Whether a sign-in is begun in the log, and not settled. */
  public static final String SIGNING_IN = "session_signing_in";

  /** Whether the answer after the log's end tells if an open session's mail is accepted. */
  public static final String MAIL_ASKED = "session_mail_asked";

  /** How far the two sides of an open session have shown to be servers of one organisation. */
  public static final String SERVERS = "session_servers";

  /** Of the session that is handed on if the answer after the log's end says so: its id there. */
  public static final String HANDED_SID = "session_handed_sid";

  /** Its client's address. */
  public static final String HANDED_IP = "session_handed_client_ip";

  /** The same as logged. */
  public static final String HANDED_PEER = "session_handed_peer_ip";

  /** Its client's port. */
  public static final String HANDED_PORT = "session_handed_peer_port";

  /** What its client called itself. */
  public static final String HANDED_NAME = "session_handed_client_name";

  /** When it is handed on. */
  public static final String HANDED_AT = "session_handed_at";

  /** The line of the command that hands it on; null if there is none. */
  public static final String HANDED_LINE = "session_handed_line";

  /** The form in which an open session was written; null in the first, which did not tell. */
  public static final String FORM = "session_form";

  /** The form in which open sessions are written now. */
  public static final int CURRENT_FORM = 3;

  /** What an open session was written with since the second form, in the order of forms. */
  private static final List<Column> SINCE =
      List.of(
          Column.of(FORM, INT, "The form of what is kept here; null: the first"),
          ObservationColumn.TLS_VERSION_FIRST.column(),
          Column.of(OTHER_MAIL, BOOLEAN, "Mail is in it that is no health check's"),
          Column.of(ANSWERS_FIRST, INT, "Answers before the first command"),
          Column.of(FIRST_ANSWER, INT, "Code of the first answer; 0: none, 1: any"),
          Column.of(UNANSWERED, INT, "Commands that are not answered here"),
          Column.of(PROXY_ASKED, BOOLEAN, "The next answer tells if it is an inner hop"),
          Column.of(SIGNING_IN, BOOLEAN, "A sign-in is not settled here"),
          ObservationColumn.SOURCE_ITEM.column(),
          ObservationColumn.SERVER_IP.column(),
          ObservationColumn.SERVER_PORT.column(),
          ObservationColumn.INNER.column(),
          ObservationColumn.USED.column(),
          ObservationColumn.MESSAGES.column(),
          Column.of(MAIL_ASKED, BOOLEAN, "The next answer tells if a mail is accepted"),
          Column.of(SERVERS, INT, "What shows that two servers talk: bits"),
          Column.of(
              HANDED_SID, STRING, "Whom the next answer accepts: the session at the front end"),
          Column.of(HANDED_IP, STRING, "Its client, RFC 5952; null if masked")
              .telling(Personal.ADDRESS),
          Column.of(HANDED_PEER, STRING, "The same as logged").telling(Personal.PEER),
          Column.of(HANDED_PORT, INT, "Its client's port"),
          Column.of(HANDED_NAME, STRING, "What its client called itself"),
          Column.of(HANDED_AT, TIMESTAMP, "When it is handed on, UTC"),
          Column.of(HANDED_LINE, BIGINT, "The command's line; null: nobody is handed on"));

  /**
   * What is kept of an open session: its observation's columns, but the batch, and what lets its
   * parts be joined. This form is the ledger's own: whatever is added stands last, may be null, and
   * raises {@link #CURRENT_FORM} and the ledger's version, for older ledgers are given the same
   * columns at the same place.
   */
  public static final List<Column> ALL =
      Stream.of(
              Arrays.stream(ObservationColumn.values())
                  .filter(column -> column.compareTo(ObservationColumn.BATCH_ID) < 0)
                  .map(ObservationColumn::column),
              Stream.of(
                  Column.required(STARTED, BOOLEAN, "Its first line is here"),
                  Column.required(ENDED, BOOLEAN, "Its last line is here"),
                  Column.required(COMPLETE, BOOLEAN, "No line between these is missing"),
                  Column.required(FIRST_SEQUENCE, INT, "Lowest number; -1 if none"),
                  Column.required(LAST_SEQUENCE, INT, "Highest number; -1 if none"),
                  Column.required(COMMANDED, BOOLEAN, "The side that called speaks"),
                  Column.required(AWAITING, BOOLEAN, "A command is not settled here")),
              SINCE.stream())
          .flatMap(columns -> columns)
          .toList();

  private SessionColumns() {}
}
