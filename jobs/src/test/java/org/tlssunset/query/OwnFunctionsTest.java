package org.tlssunset.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.warehouse.SharedSpark;

/** The functions beside Spark's own, wherever a query may call them. */
class OwnFunctionsTest {

  private static final String ADDRESSES =
      "(VALUES ('10.1.0.9', 'TLS 1.0'), ('10.2.0.1', 'TLS 1.2'), ('192.168.0.7', 'SSL 3.0'),"
          + " ('10.1.0.10', 'TLS 1.0'), ('2001:db8::7', 'TLS 1.3'), ('10.**.**.9', 'TLS 1.2'))"
          + " AS t (ip, version)";

  @TempDir static Path folder;

  private static SqlSession session;

  @BeforeAll
  static void open() {
    session = new SqlSession(SharedSpark.emptyWarehouse(folder.resolve("warehouse")));
  }

  private static List<String> asked(String query) throws AnalysisException {
    List<String> rows = new ArrayList<>();
    session
        .ask(Statement.of(query.replace("addresses", ADDRESSES)))
        .values()
        .forEachRemaining(row -> rows.add(row.toString()));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT in_network(ip, '10.1.0.0/16'), in_network(ip, '10.0.0.0/8'), count(*) FROM addresses GROUP BY in_network(ip, '10.1.0.0/16'), in_network(ip, '10.0.0.0/8') ORDER BY in_network(ip, '10.1.0.0/16'), in_network(ip, '10.0.0.0/8')",
        "SELECT in_network(ip, '10.1.0.0/16') AS a, in_network(ip, '10.0.0.0/8') AS b, count(*) FROM addresses GROUP BY ALL ORDER BY a, b",
        "SELECT in_network(ip, '10.1.0.0/16'), in_network(ip, '10.0.0.0/8'), count(*) FROM addresses GROUP BY 1, 2 ORDER BY 1, 2",
        "SELECT in_network(ip, c.a), in_network(ip, c.b), count(*) FROM addresses CROSS JOIN (VALUES ('10.1.0.0/16', '10.0.0.0/8')) AS c (a, b) GROUP BY in_network(ip, c.a), in_network(ip, c.b) ORDER BY 1, 2",
      })
  void severalNetworksAreToldApart(String query) throws AnalysisException {
    assertThat(asked(query))
        .containsExactly(
            "[null, null, 1]", "[false, false, 2]", "[false, true, 1]", "[true, true, 2]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT in_network(ip, '10.0.0.0/8'), count(*) FROM addresses GROUP BY in_network(ip, '10.0.0.0/8') HAVING in_network(ip, '10.0.0.0/8') | [true, 3]",
        "SELECT count(*) FROM addresses GROUP BY in_network(ip, '10.0.0.0/8') HAVING NOT in_network(ip, '10.0.0.0/8') | [2]",
        "SELECT tls_rank(version), count(*) FROM addresses WHERE in_network(ip, '10.0.0.0/8') GROUP BY tls_rank(version) HAVING count(*) > 1 | [100, 2]",
        "SELECT max(ip) FROM addresses WHERE in_network(ip, '10.1.0.0/16') AND NOT in_network(ip, '10.1.0.9') | [10.1.0.10]",
        "SELECT count(DISTINCT in_network(ip, '10.1.0.0/16'), in_network(ip, '10.0.0.0/8')) FROM addresses | [3]",
      })
  void theyAreCalledInEveryClause(String query, String row) throws AnalysisException {
    assertThat(asked(query)).containsExactly(row);
  }

  @Test
  void addressesAreSortedAsNumbersAlsoWhereTheyAreCounted() throws AnalysisException {
    assertThat(
            asked(
                "SELECT ip, count(*) FROM addresses GROUP BY ip, ip_sort_key(ip) ORDER BY ip_sort_key(ip) NULLS LAST"))
        .containsExactly(
            "[10.1.0.9, 1]",
            "[10.1.0.10, 1]",
            "[10.2.0.1, 1]",
            "[192.168.0.7, 1]",
            "[2001:db8::7, 1]",
            "[10.**.**.9, 1]");
  }

  @Test
  void columnsAreCalledWhatWasAsked() throws AnalysisException {
    assertThat(
            session
                .ask(
                    Statement.of(
                        "SELECT in_network(ip, '10.0.0.0/8'), in_network(t.ip, '10.0.0.9'), in_network(ip, '2001:db8::/32'),"
                            + " in_network(ip, version), ip_sort_key(lower(ip)), tls_rank(version) < tls_rank('TLS 1.2'),"
                            + " count_if(in_network(ip, '10.0.0.0/8')) OVER () FROM "
                            + ADDRESSES))
                .columns())
        .containsExactly(
            "in_network(ip, 10.0.0.0/8)",
            "in_network(ip, 10.0.0.9)",
            "in_network(ip, 2001:db8::/32)",
            "in_network(ip, version)",
            "ip_sort_key(lower(ip))",
            "(tls_rank(version) < tls_rank(TLS 1.2))",
            "count_if(in_network(ip, 10.0.0.0/8)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)");
  }
}
