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
 * case. A new one may be null and stands last, here and in {@link Tables#OPEN_SESSION}.
 */
public enum ObservationColumn {
  OBSERVED_ON(DATE, false, "UTC day of started_at"),
  STARTED_AT(TIMESTAMP, false, "First event of the row, UTC"),
  ENDED_AT(TIMESTAMP, false, "Last event of the row, UTC"),
  SOURCE(STRING, false, "Kind of log: smtp-receive, iis, …"),
  SERVER(STRING, true, "The mail server that logged it: its name, else its address"),
  DIRECTION(STRING, false, "inbound: the other party called us; outbound: we called it"),
  PROTOCOL(STRING, false, "smtp, mapi-http, outlook-anywhere, ews, activesync, rest, owa, ecp, …"),
  CLIENT_IP(STRING, true, "The other party as well as the evidence shows, RFC 5952"),
  CLIENT_IP_FROM(STRING, true, "Where client_ip was learned: log, x-forwarded-for, load-balancer"),
  PEER_IP(STRING, true, "The remote end exactly as the server logged it"),
  PEER_PORT(INT, true, "The remote end's port; null where requests of many are in one row"),
  CLIENT_NAME(STRING, true, "EHLO name, or the remote host's name"),
  USER_NAME(STRING, true, "Who signed in"),
  USER_AGENT(STRING, true, "With what program"),
  ENDPOINT(STRING, true, "Connector, site (else its logs' folder) or virtual service"),
  TLS_OUTCOME(STRING, false, "negotiated, cleartext, failed, none or not-logged"),
  TLS_HOP(STRING, false, "client: the party's own TLS; proxy: that of a proxy's hop to the server"),
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
  IS_PROBE(
      BOOLEAN,
      false,
      "Health checks, and the server as its own client (loopback, c-ip = s-ip): in no rollup"),
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
          + " tells none may be older); filled where tls_version is");

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
      case USER_NAME -> Personal.USER;
      default -> Personal.NOTHING;
    };
  }
}
