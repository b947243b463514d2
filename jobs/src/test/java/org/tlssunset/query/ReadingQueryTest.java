package org.tlssunset.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.config.UsageException;
import org.tlssunset.warehouse.SharedSpark;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What {@code sql} lets through reads the tables, and does nothing else. */
class ReadingQueryTest {

  /** All of Spark's functions, and Delta's, that can do more than compute. */
  private static final Set<String> REFUSED =
      Set.of(
          "java_method",
          "reflect",
          "try_reflect",
          "from_avro",
          "to_avro",
          "schema_of_avro",
          "from_protobuf",
          "to_protobuf",
          "from_xml",
          "schema_of_xml",
          "xpath",
          "xpath_boolean",
          "xpath_double",
          "xpath_float",
          "xpath_int",
          "xpath_long",
          "xpath_number",
          "xpath_short",
          "xpath_string",
          "python_worker_logs",
          "table_changes",
          "table_changes_by_path");

  private final SparkSession spark = SharedSpark.session();

  private Set<String> functionsOfSpark() {
    Set<String> names = new TreeSet<>();
    spark.sql("SHOW ALL FUNCTIONS").collectAsList().forEach(row -> names.add(row.getString(0)));
    names.addAll(names(spark.sessionState().functionRegistry().listFunction()));
    names.addAll(names(spark.sessionState().tableFunctionRegistry().listFunction()));
    return names;
  }

  private static Set<String> names(Seq<FunctionIdentifier> functions) {
    return CollectionConverters.asJava(functions).stream()
        .map(FunctionIdentifier::funcName)
        .collect(Collectors.toSet());
  }

  private boolean isRefused(String query) throws AnalysisException {
    try {
      ReadingQuery.refuseOthers(spark, query);
      return false;
    } catch (UsageException e) {
      return true;
    }
  }

  @Test
  void eachFunctionOfSparkWasLookedAt() throws AnalysisException {
    Set<String> refused = new TreeSet<>();
    Set<String> refusedAsTable = new TreeSet<>();
    Set<String> refusedAsGenerator = new TreeSet<>();
    for (String name : functionsOfSpark()) {
      if (isRefused("SELECT `%s`(1) FROM client_protocol".formatted(name))) {
        refused.add(name);
      }
      if (isRefused("SELECT * FROM `%s`(1)".formatted(name))) {
        refusedAsTable.add(name);
      }
      if (isRefused("SELECT * FROM client_protocol LATERAL VIEW `%s`(1) a".formatted(name))) {
        refusedAsGenerator.add(name);
      }
    }

    // Operators are no functions to those who write them as usual: 1 + 2.
    refused.removeIf(name -> !Character.isLetter(name.charAt(0)));
    assertThat(refused).containsExactlyInAnyOrderElementsOf(REFUSED);
    assertThat(refusedAsTable).containsAll(REFUSED);
    assertThat(refusedAsGenerator).containsAll(REFUSED);
    assertThat(functionsOfSpark()).containsAll(ReadingFunctions.names()).containsAll(REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT java_method('java.lang.System', 'exit', 3)",
        "SELECT JAVA_METHOD('java.lang.System', 'exit', 3)",
        "SELECT system.builtin.java_method('java.lang.System', 'exit', 3)",
        "SELECT (SELECT max(reflect('java.lang.System', 'getenv', 'HOME')))",
        "SELECT 1 WHERE EXISTS (SELECT 1 WHERE try_reflect('java.lang.System', 'getenv', 'HOME') > '')",
        "SELECT 1 WHERE 1 IN (SELECT length(reflect('java.lang.System', 'getenv', 'HOME')))",
        "WITH a AS (SELECT reflect('java.lang.System', 'getenv', 'HOME')) SELECT * FROM a",
        "VALUES (reflect('java.lang.System', 'getenv', 'HOME'))",
        "SELECT transform(array(1), x -> reflect('java.lang.System', 'getenv', 'HOME'))",
        "SELECT count(*) FILTER (WHERE reflect('java.lang.System', 'getenv', 'HOME') > '')",
        "SELECT sum(1) OVER (ORDER BY reflect('java.lang.System', 'getenv', 'HOME'))",
        "SELECT 1 ORDER BY reflect('java.lang.System', 'getenv', 'HOME')",
        "SELECT 1 GROUP BY reflect('java.lang.System', 'getenv', 'HOME')",
        "SELECT 1 LIMIT length(reflect('java.lang.System', 'getenv', 'HOME'))",
        "SELECT CASE WHEN true THEN reflect('java.lang.System', 'getenv', 'HOME') END",
        "SELECT IDENTIFIER('reflect')('java.lang.System', 'getenv', 'HOME')",
        "SELECT * FROM client_protocol |> EXTEND reflect('java.lang.System', 'getenv', 'HOME')",
        "EXPLAIN SELECT reflect('java.lang.System', 'getenv', 'HOME')",
        "DESCRIBE SELECT reflect('java.lang.System', 'getenv', 'HOME')",
        "SELECT * FROM parquet.`/etc`",
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT * FROM IDENTIFIER('text.`/etc/passwd`')",
        "SELECT * FROM IDENTIFIER('client_' || 'protocol')",
        "SELECT (SELECT first(value) FROM text.`/etc/passwd`)",
        "SELECT * FROM delta.`/elsewhere`",
        "DESCRIBE delta.`/elsewhere`",
        "DESCRIBE HISTORY delta.`/elsewhere`",
        "DESCRIBE DETAIL delta.`/elsewhere`",
        "SELECT * FROM table_changes_by_path('/elsewhere', 0)",
        "SELECT * FROM client_protocol LATERAL VIEW reflect('java.lang.System', 'getenv', 'HOME') a",
        "SELECT TRANSFORM(client_ip) USING 'cat' FROM client_protocol",
        "FROM client_protocol SELECT TRANSFORM(client_ip) USING 'cat'",
        "SELECT * FROM STREAM client_protocol",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "EXPLAIN EXECUTE IMMEDIATE 'SELECT 1'",
        "BEGIN SELECT 1; END",
        "SET a = b",
        "SET spark.sql.session.timeZone = Europe/Berlin",
        "SET TIME ZONE 'Europe/Berlin'",
        "SET TIME ZONE INTERVAL 1 HOUR",
        "SET VAR x = 1",
        "SET CATALOG other",
        "RESET",
        "RESET spark.sql.session.timeZone",
        "USE other",
        "DECLARE VARIABLE x = 1",
        "ADD JAR '/elsewhere/x.jar'",
        "ADD FILE '/etc/passwd'",
        "LIST JARS",
        "CACHE TABLE client_protocol",
        "CACHE TABLE mine AS SELECT 1",
        "UNCACHE TABLE client_protocol",
        "CLEAR CACHE",
        "REFRESH '/etc'",
        "REFRESH TABLE client_protocol",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.System'",
        "CREATE TEMPORARY FUNCTION f() RETURNS INT RETURN 1",
        "CREATE TEMPORARY VIEW mine AS SELECT 1",
        "CREATE TEMPORARY VIEW mine USING text OPTIONS (path '/etc/passwd')",
        "CALL system.anything()",
        "ANALYZE TABLE client_protocol COMPUTE STATISTICS",
        "EXPLAIN DELETE FROM client_protocol",
        "LOAD DATA INPATH '/etc/passwd' INTO TABLE client_protocol"
      })
  void whatCanDoMoreIsRefusedInASentence(String query) {
    assertThatThrownBy(() -> ReadingQuery.refuseOthers(spark, query))
        .isInstanceOf(UsageException.class)
        .message()
        .matches("[^\n]*only reads[^\n]*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, b::int, CASE WHEN a > 1 THEN 2 END, x[0], s.f, x:y.z, `(a.*)?` FROM t",
        "SELECT count(*) FILTER (WHERE a), sum(x) OVER (PARTITION BY y ORDER BY z ROWS BETWEEN"
            + " UNBOUNDED PRECEDING AND CURRENT ROW), lag(x, 1) OVER w FROM t WINDOW w AS (ORDER BY a)",
        "SELECT transform(l, q -> q + 1), aggregate(l, 0, (a, b) -> a + b - 1 * 2 / 3 % 4) FROM t",
        "SELECT DATE'2024-01-01', TIMESTAMP'2024-01-01', INTERVAL 1 DAY, X'1F', 1e3, 'a' || 'b'",
        "SELECT EXTRACT(DAY FROM d), substring(a FROM 1 FOR 2), trim(BOTH 'x' FROM a),"
            + " overlay(a PLACING b FROM 1), position('a' IN b), timestampadd(DAY, 1, d),"
            + " timestampdiff(DAY, d, d), current_date, current_timestamp, current_user FROM t",
        "SELECT a LIKE 'b', a NOT ILIKE ANY ('x', 'y'), a LIKE ALL ('x'), a RLIKE 'z',"
            + " a BETWEEN 1 AND 2, a NOT IN (1, 2), a IN (SELECT 1), EXISTS (SELECT 1),"
            + " (SELECT max(a) FROM t), NOT a, -a, +a, ~a, a & b | c ^ d, a << 1, a >> 1, a >>> 1,"
            + " a DIV b, a <=> b, a IS NOT DISTINCT FROM b, a IS NULL, a IS TRUE FROM t",
        "SELECT first(a) IGNORE NULLS, any_value(a), last(a), struct(a, b), named_struct('x', 1),"
            + " percentile_cont(0.5) WITHIN GROUP (ORDER BY a), listagg(a), try_cast(a AS INT),"
            + " if(a, 1, 2), nullif(a, 1), a COLLATE UNICODE, mask(a, lowerChar => 'x') FROM t",
        "SELECT t.*, * EXCEPT (a) FROM t",
        "SELECT struct(*), struct(t.*), struct(* EXCEPT (a)), to_json(struct(a + 1)), array(*) FROM t",
        "SELECT sum(x) OVER (PARTITION BY a ORDER BY d RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND"
            + " INTERVAL 1 DAY FOLLOWING), ntile(4) OVER (ORDER BY a DESC) FROM t, u",
        "SELECT count(DISTINCT a, b), count(DISTINCT struct(a, b)), collect_set(a), max_by(a, b),"
            + " map('a', 1)['a'], m.k, l[1].f, concat_ws(',', l), date_trunc('week', d) FROM t",
        "SELECT a FROM t WHERE (a, b) IN (SELECT 1, 2)",
        "SELECT a FROM t WHERE (a, b) NOT IN (SELECT 1, 2) AND d >= current_date - INTERVAL '7' DAY",
        "SELECT a NOT LIKE 'x%' ESCAPE '!', a NOT BETWEEN 1 AND 2, a IS NOT TRUE, a != b, a <> b,"
            + " NOT EXISTS (SELECT 1), a NOT RLIKE 'x', CASE a WHEN 1 THEN 2 ELSE 3 END FROM t",
        "SELECT d + 1, d - d, -INTERVAL 1 HOUR * 2, a::DECIMAL(10, 2), CAST(a AS ARRAY<STRING>),"
            + " current_timestamp(), now() FROM t",
        "TABLE t",
        "VALUES (1), (2)",
        "(SELECT 1) UNION ALL (SELECT 2) ORDER BY 1",
        "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 5) SELECT * FROM a",
        "SELECT a, count(*) FROM t GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 5 OFFSET 2",
        "SELECT a, count(*) FROM t GROUP BY ROLLUP(a), CUBE(b), GROUPING SETS ((a), ()) LIMIT ALL",
        "SELECT * FROM t LATERAL VIEW OUTER explode(l) q AS z",
        "SELECT * FROM t, LATERAL (SELECT 1), range(5), LATERAL explode(l) AS q(z)",
        "SELECT * FROM t PIVOT (sum(a) FOR b IN (1, 2)) UNPIVOT (x FOR y IN (c, d))",
        "FROM t |> WHERE a > 1 |> AGGREGATE count(*) GROUP BY b |> SELECT b |> ORDER BY 1"
            + " |> EXTEND 1 AS c |> SET c = 2 |> DROP c |> LIMIT 1 |> AS q",
        "SELECT /*+ BROADCAST(t) */ DISTINCT * FROM t TABLESAMPLE (10 PERCENT) JOIN u USING (a)"
            + " NATURAL JOIN v LEFT JOIN w ON a = b QUALIFY row_number() OVER (ORDER BY a) = 1",
        "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT SELECT 4",
        "SELECT * FROM t DISTRIBUTE BY a SORT BY b DESC NULLS LAST",
        "SELECT * FROM VALUES (1, 'a'), (2, upper('b')) AS q(x, y)",
        "SELECT * FROM IDENTIFIER('t')",
        "SHOW TABLES IN default LIKE 'a*'",
        "SHOW CREATE TABLE t",
        "SHOW ALL FUNCTIONS LIKE 'a*'",
        "SHOW DATABASES",
        "SHOW CATALOGS",
        "SHOW VIEWS",
        "SHOW TBLPROPERTIES t",
        "SHOW CURRENT NAMESPACE",
        "DESCRIBE EXTENDED t",
        "DESCRIBE t a",
        "DESCRIBE DATABASE default",
        "DESCRIBE FUNCTION EXTENDED java_method",
        "DESCRIBE SELECT 1",
        "EXPLAIN FORMATTED SELECT 1",
        "SET",
        "SET -v",
        "SET spark.sql.session.timeZone"
      })
  void whatReadsGoesThrough(String query) {
    assertThatCode(() -> ReadingQuery.refuseOthers(spark, query)).doesNotThrowAnyException();
  }
}
