package org.tlssunset.schema;

import java.util.List;

/**
 * A function that {@code sql} and notebooks have beside Spark's own. Names are contracts.
 *
 * @param name as analysts write it
 * @param parameters their names, in order; all of them text
 * @param returns the type of what it gives
 * @param comment what it gives, and when null
 * @param example a call, with what it gives behind it
 */
public record SqlFunction(
    String name, List<String> parameters, ColumnType returns, String comment, String example) {

  /** Whether an address lies in a network. */
  public static final SqlFunction IN_NETWORK =
      new SqlFunction(
          "in_network",
          List.of("ip", "cidr"),
          ColumnType.BOOLEAN,
          "Whether an address is in a network, or is that address; null if either is none: masked, a name",
          "in_network(client_ip, '10.1.0.0/16')");

  /** What addresses are sorted by. */
  public static final SqlFunction IP_SORT_KEY =
      new SqlFunction(
          "ip_sort_key",
          List.of("ip"),
          ColumnType.STRING,
          "A text by which addresses sort as numbers, IPv4 before IPv6; null if it is no address",
          "ORDER BY ip_sort_key(client_ip)");

  /** How new a version is. */
  public static final SqlFunction TLS_RANK =
      new SqlFunction(
          "tls_rank",
          List.of("version"),
          ColumnType.INT,
          "How new a version is: PCT 1.0 is 10, SSL 2.0 20, SSL 3.0 30, TLS 1.0 100, TLS 1.1 101 and so on; DTLS as the TLS that it is made from; null if it is no version's name",
          "tls_rank(tls_version) < tls_rank('TLS 1.2')");

  /** All of them. */
  public static List<SqlFunction> all() {
    return List.of(IN_NETWORK, IP_SORT_KEY, TLS_RANK);
  }

  /** {@code in_network(ip, cidr)}. */
  public String call() {
    return name + "(" + String.join(", ", parameters) + ")";
  }
}
