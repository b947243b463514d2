package org.tlssunset.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * What requests are counted under: each is in one of them.
 *
 * @param word the columns are {@code requests_word}, {@code first_word} and {@code last_word}
 * @param meaning of the requests
 */
public record UseCount(String word, String meaning) {

  /** All of them, in the order of the columns. */
  public static final List<UseCount> ALL =
      List.of(
          new UseCount("ssl2", "With SSL 2.0"),
          new UseCount("ssl3", "With SSL 3.0"),
          new UseCount("tls10", "With TLS 1.0"),
          new UseCount("tls11", "With TLS 1.1"),
          new UseCount("tls12", "With TLS 1.2"),
          new UseCount("tls13", "With TLS 1.3"),
          new UseCount("other_version", "With any other version"),
          new UseCount("cleartext", "In clear"),
          new UseCount("failed", "Failed handshakes"),
          new UseCount("not_logged", "The log cannot tell; also all behind a proxy that ends TLS"),
          new UseCount("none", "Connections over before TLS or mail"));

  /** How many there are of it: {@code requests_tls10}. */
  public String requests() {
    return "requests_" + word;
  }

  /** When it was first: {@code first_tls10}. */
  public String first() {
    return "first_" + word;
  }

  /** When it was last: {@code last_tls10}. */
  public String last() {
    return "last_" + word;
  }

  /** The columns of requests. */
  static List<Column> counted() {
    return ALL.stream().map(UseCount::number).toList();
  }

  /** The columns of requests, each with its times. */
  static List<Column> columns() {
    return ALL.stream().flatMap(UseCount::withTimes).toList();
  }

  private Column number() {
    return Column.required(requests(), ColumnType.BIGINT, meaning);
  }

  private Stream<Column> withTimes() {
    return Stream.of(
        number(),
        Column.of(first(), ColumnType.TIMESTAMP, meaning + ": first, UTC; null: never"),
        Column.of(last(), ColumnType.TIMESTAMP, meaning + ": last, UTC; null: never"));
  }
}
