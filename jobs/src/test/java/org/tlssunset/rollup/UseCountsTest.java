package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

class UseCountsTest {

  @ParameterizedTest
  @CsvSource({
    "SSL 2.0, negotiated, ssl2",
    "SSL 3.0, negotiated, ssl3",
    "TLS 1.0, negotiated, tls10",
    "TLS 1.1, negotiated, tls11",
    "TLS 1.2, negotiated, tls12",
    "TLS 1.3, negotiated, tls13",
    "TLS 1.4, negotiated, other_version",
    "DTLS 1.0, negotiated, other_version",
    "PCT 1.0, negotiated, other_version",
    ", negotiated, other_version",
    ", cleartext, cleartext",
    ", failed, failed",
    ", not-logged, not_logged",
    ", none, none"
  })
  void aUseIsCountedInOneColumn(String version, String outcome, String word) {
    UseCounts counts = new UseCounts();

    counts.add(tls(version, outcome), 5, 100, 200);

    assertThat(filled(counts))
        .isEqualTo(Map.of("requests_" + word, 5L, "first_" + word, 100L, "last_" + word, 200L));
  }

  @Test
  void theFirstAndTheLastOfEachAreKeptInAnyOrder() {
    UseCounts one = new UseCounts();
    one.add(tls("TLS 1.0", "negotiated"), 5, 100, 200);
    one.add(tls("TLS 1.2", "negotiated"), 1, 50, 60);
    UseCounts other = new UseCounts();
    other.add(tls("TLS 1.0", "negotiated"), 2, 150, 300);
    other.add(tls("TLS 1.0", "negotiated"), 1, 70, 80);
    other.add(tls("TLS 1.0", "negotiated"), 1, 90, 110);
    Map<String, Long> expected =
        Map.of(
            "requests_tls10",
            9L,
            "first_tls10",
            70L,
            "last_tls10",
            300L,
            "requests_tls12",
            1L,
            "first_tls12",
            50L,
            "last_tls12",
            60L);

    UseCounts all = new UseCounts();
    all.add(other);
    all.add(one);
    one.add(other);

    assertThat(filled(one)).isEqualTo(expected);
    assertThat(filled(all)).isEqualTo(expected);
  }

  /** Clocks may be wrong, and say a time before 1970. */
  @Test
  void aUseOfOneMomentHasTheSameFirstAndLast() {
    UseCounts counts = new UseCounts();

    counts.add(tls("TLS 1.0", "negotiated"), 1, -7, -7);

    assertThat(filled(counts))
        .isEqualTo(Map.of("requests_tls10", 1L, "first_tls10", -7L, "last_tls10", -7L));
    assertThat(filled(new UseCounts())).isEmpty();
  }

  private static PartyTls tls(String version, String outcome) {
    return new PartyTls(
        UTF8String.fromString(version), UTF8String.fromString(outcome), UsageRow.CLIENTS_HOP);
  }

  /** The columns that are filled, less those that count nothing. */
  private static Map<String, Long> filled(UseCounts counts) {
    TableRow row = new TableRow(Tables.CLIENT_PROGRAM);
    counts.fillRequests(row);
    counts.fillTimes(row);
    InternalRow taken = row.take();
    Map<String, Long> filled = new LinkedHashMap<>();
    for (String column : Tables.CLIENT_PROGRAM.columnNames()) {
      Object value =
          ((GenericInternalRow) taken)
              .values()[Tables.CLIENT_PROGRAM.columnNames().indexOf(column)];
      if (value instanceof Long number && !(column.startsWith("requests_") && number == 0)) {
        filled.put(column, number);
      }
    }
    return filled;
  }
}
