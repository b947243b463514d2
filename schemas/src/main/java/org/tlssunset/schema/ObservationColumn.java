package org.tlssunset.schema;

import static org.tlssunset.schema.ColumnType.BIGINT;
import static org.tlssunset.schema.ColumnType.BOOLEAN;
import static org.tlssunset.schema.ColumnType.DATE;
import static org.tlssunset.schema.ColumnType.INT;
import static org.tlssunset.schema.ColumnType.STRING;
import static org.tlssunset.schema.ColumnType.TIMESTAMP;

import java.util.List;
import java.util.Locale;

/**
 * The columns of {@code tls_observations}, in order. A column's name is the constant's in lower
 * case. A new one may be null and stands last, here and in {@link SessionColumns#ALL}.
 */
public enum ObservationColumn {
  OBSERVED_ON(DATE, false, "UTC day of started_at"),
  STARTED_AT(TIMESTAMP, false, "First event of the row, UTC"),
  ENDED_AT(TIMESTAMP, false, "Last event of the row, UTC"),
  SOURCE(STRING, false, "Kind of log: smtp-receive, iis, …"),
  SERVER(STRING, true, "The mail server that logged it: its name, else its address"),
  DIRECTION(STRING, false, "inbound: the other party called us; outbound: we called it"),
  PROTOCOL(STRING, false, "smtp, mapi-http, outlook-anywhere, ews, activesync, rest, owa, ecp, …"),
  CLIENT_IP(STRING, true, "The peer's address, RFC 5952; null if it is none, or is masked"),
  CLIENT_IP_FROM(STRING, true, "Where client_ip was learned: log"),
  PEER_IP(STRING, true, "The remote end exactly as the server logged it"),
  PEER_PORT(INT, true, "The remote end's port; null where requests of many are in one row"),
  CLIENT_NAME(STRING, true, "EHLO name, or the remote host's name"),
  USER_NAME(STRING, true, "Who signed in"),
  USER_AGENT(STRING, true, "With what program"),
  ENDPOINT(STRING, true, "Connector, site (else its logs' folder) or virtual service"),
  TLS_OUTCOME(STRING, false, "negotiated, cleartext, failed, none or not-logged"),
  TLS_HOP(
      STRING, false, "client: the peer's own TLS; proxy: of a hop that the log calls an inner one"),
  TLS_VERSION(STRING, true, "SSL 2.0 … TLS 1.3; null unless negotiated"),
  CIPHER(STRING, true, "Bulk cipher: AES_256 …"),
  CIPHER_BITS(INT, true, "Strength of the bulk cipher, bits"),
  MAC(STRING, true, "MAC's hash: SHA_384 …"),
  MAC_BITS(INT, true, "Strength of the MAC, bits; 0 with an AEAD cipher; IIS tells none"),
  KEY_EXCHANGE(STRING, true, "ECDHE, DHE, RSA …"),
  KEY_EXCHANGE_BITS(INT, true, "Strength of the key exchange, bits"),
  CIPHER_SUITE(STRING, true, "IANA name where the log gives it"),
  FAILURE(
      STRING, true, "What the log says of a failed handshake, or of TLS that was demanded in vain"),
  REQUESTS(BIGINT, false, "Log events of this kind in the row; 1 for a connection"),
  IS_PROBE(BOOLEAN, false, "It bears the mark of a health check: in no rollup"),
  SESSION_ID(STRING, true, "As logged"),
  SOURCE_FILE(STRING, false, "Where the proof is: the file"),
  SOURCE_LINE(
      BIGINT,
      false,
      "Where the proof is: the line, from 1; of several handshakes, the oldest version's"),
  BATCH_ID(BIGINT, false, "The ingest batch that wrote the row"),

  // Added since the first form of the table: new columns stand last.
  TLS_VERSION_FIRST(
      STRING,
      true,
      "Oldest version that the log tells of the connection's successful handshakes (one of which it"
          + " tells none may be older); filled where tls_version is"),
  SOURCE_ITEM(
      INT,
      true,
      "Which of the rows that one line gives it is, from 0; file, line and item name the row"),
  SERVER_IP(STRING, true, "The server's own end of the connection: its address, RFC 5952"),
  SERVER_PORT(INT, true, "The server's own end of the connection: its port"),
  INNER(
      BOOLEAN,
      true,
      "Whether the log shows one of our servers talk to another; null: read by older versions"),
  FORWARDED_FOR(
      STRING,
      true,
      "For whom the peer says it calls: X-Forwarded-For's addresses, the nearest last, as 'a, b';"
          + " of other fields as 'NAME=a, b', behind '; '; 'too-many' beyond 1,000 lists an hour"),
  FORWARDED_TLS_VERSION(STRING, true, "With which TLS the peer says it was called, as logged"),
  FORWARDED_TLS_CIPHER(STRING, true, "With which cipher the peer says it was called, as logged"),
  USED(
      BIGINT,
      true,
      "Sign-ins, mails accepted, requests answered 2xx or 3xx to a user; null: the log tells none"),
  MESSAGES(BIGINT, true, "Mails accepted; null where mails are not what the log is about"),
  FAILURE_CLASS(
      STRING, true, "Of a failure: version, certificate, demanded, unknown; null if none failed");

  private static final ObservationColumn[] ALL = values();

  private final ColumnType type;
  private final boolean nullable;
  private final String comment;

  ObservationColumn(ColumnType type, boolean nullable, String comment) {
    this.type = type;
    this.nullable = nullable;
    this.comment = comment;
  }

  /** The column's name in the table. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column's type, which also says what Java value holds it. */
  public ColumnType type() {
    return type;
  }

  /** How many columns there are. */
  public static int count() {
    return ALL.length;
  }

  Column column() {
    return new Column(columnName(), type, List.of(), nullable, comment, personal());
  }

  private Personal personal() {
    return switch (this) {
      case CLIENT_IP -> Personal.ADDRESS;
      case PEER_IP -> Personal.PEER;
      case FORWARDED_FOR -> Personal.ADDRESSES;
      case USER_NAME -> Personal.USER;
      default -> Personal.NOTHING;
    };
  }
}
