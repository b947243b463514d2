package org.tlssunset.party.tables;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the view {@code client_observations} says of a row beyond its facts, and of which of these
 * it says more. A column's name is the constant's in lower case.
 */
public enum PartyColumn {
  SERVER(DataTypes.StringType, "The server by its one name, whatever the log calls it"),
  CLIENT_IP(DataTypes.StringType, "Who it was for, as well as is known; RFC 5952"),
  CLIENT_IP_FROM(DataTypes.StringType, "Where client_ip was learned: log, x-forwarded-for, …"),
  TLS_HOP(DataTypes.StringType, "client: the row's TLS is the client's own; proxy: a proxy's"),
  ROLE(DataTypes.StringType, "Whose connection it was: client, proxy, own-server or probe"),
  PROXY(DataTypes.StringType, "The listed proxy that it came through; else null"),
  OWN_SERVER(DataTypes.StringType, "The server of ours that called; else null"),
  CLIENT_TLS_OUTCOME(DataTypes.StringType, "What the client's own TLS was, as tls_outcome"),
  CLIENT_TLS_VERSION(DataTypes.StringType, "The version of the client's own TLS; else null"),
  CLIENT_CIPHER(DataTypes.StringType, "The cipher of the client's own TLS; else null"),
  COUNTS(DataTypes.BooleanType, "Whether it is counted: else another row is, or nobody is"),
  REASON(DataTypes.StringType, "Why all this, in words");

  private static final PartyColumn[] ALL = values();

  private final DataType type;
  private final String comment;

  PartyColumn(DataType type, String comment) {
    this.type = type;
    this.comment = comment;
  }

  /** The column's name in the view. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it means. */
  public String comment() {
    return comment;
  }

  /** All of them as one struct. */
  static StructType struct() {
    return DataTypes.createStructType(
        Arrays.stream(ALL)
            .map(column -> DataTypes.createStructField(column.columnName(), column.type, true))
            .toArray(StructField[]::new));
  }
}
