package org.tlssunset.party.tables;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ColumnType;

/**
 * What the view {@code client_observations} says of a row beyond its facts, and of which of these
 * it says more. A column's name is the constant's in lower case.
 */
public enum PartyColumn {
  SERVER(ColumnType.STRING, "The server by its one name, whatever the log calls it"),
  CLIENT_IP(ColumnType.STRING, "Who it was for, as well as is known; RFC 5952"),
  CLIENT_IP_FROM(ColumnType.STRING, "Where client_ip was learned: log, x-forwarded-for, …"),
  TLS_HOP(ColumnType.STRING, "client: the row's TLS is the client's own; proxy: a proxy's"),
  ROLE(ColumnType.STRING, "Whose connection it was: client, proxy, own-server or probe"),
  PROXY(ColumnType.STRING, "The listed proxy that it came through; else null"),
  OWN_SERVER(ColumnType.STRING, "The server of ours that called; else null"),
  CLIENT_TLS_OUTCOME(ColumnType.STRING, "What the client's own TLS was, as tls_outcome"),
  CLIENT_TLS_VERSION(ColumnType.STRING, "The version of the client's own TLS; else null"),
  CLIENT_CIPHER(ColumnType.STRING, "The cipher of the client's own TLS; else null"),
  COUNTS(ColumnType.BOOLEAN, "Whether it is counted: else another row is, or nobody is"),
  REASON(ColumnType.STRING, "Why all this, in words");

  private static final PartyColumn[] ALL = values();

  private final ColumnType type;
  private final String comment;

  PartyColumn(ColumnType type, String comment) {
    this.type = type;
    this.comment = comment;
  }

  /** The column's name in the view. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As a column of the view. */
  Column column() {
    return Column.of(columnName(), type, comment);
  }

  /** All of them as one struct. */
  static StructType struct() {
    return StructType.fromDDL(Column.ddl(Arrays.stream(ALL).map(PartyColumn::column).toList()));
  }
}
