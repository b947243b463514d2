package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** DuckDB: its CSV reader and SQL, to Parquet. */
final class DuckDb implements Contestant {

  private static final String MEMORY = "SELECT sum(memory_usage_bytes) FROM duckdb_memory()";

  private final BenchArchive archive;
  private final int threads;

  DuckDb(BenchArchive archive, int threads) {
    this.archive = archive;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "DuckDB";
  }

  @Override
  public boolean warmsUp() {
    return true;
  }

  @Override
  public void run(Path folder, Laps laps) throws Exception {
    Map<String, Path> files =
        Map.of(
            "iis", iis(folder),
            "smtp", smtp(folder),
            "clients", clients(folder),
            "programs", programs(folder));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Connection looking = connection.unwrap(DuckDBConnection.class).duplicate();
        Statement look = looking.createStatement();
        Statement statement = connection.createStatement()) {
      laps.memory(() -> number(look, MEMORY));
      statement.execute("SET threads = " + threads);
      statement.execute("SET preserve_insertion_order = false");
      statement.execute("CREATE VIEW requests AS " + requests());
      statement.execute("CREATE VIEW session_lines AS " + sessionLines());
      statement.execute(Scripts.read("duckdb/iis.sql", files));
      statement.execute(Scripts.read("duckdb/smtp.sql", files));
      laps.reached(Step.OBSERVATIONS);
      statement.execute(Scripts.read("duckdb/client_protocol.sql", files));
      laps.reached(Step.CLIENTS);
      laps.memory(() -> 0);
    }
  }

  private String requests() throws IOException {
    return Columns.byHeader(archive.files("W3SVC")).entrySet().stream()
        .map(
            like ->
                "SELECT * FROM read_csv(%s, delim = ' ', quote = '', escape = '', %s)"
                    .formatted(list(like.getValue()), dialect(like.getKey())))
        .collect(Collectors.joining(" UNION ALL BY NAME "));
  }

  private String sessionLines() throws IOException {
    return sessionLines("SmtpReceive", false) + " UNION ALL " + sessionLines("SmtpSend", true);
  }

  private String sessionLines(String kind, boolean isSend) throws IOException {
    return "SELECT *, %b AS is_send FROM read_csv(%s, delim = ',', quote = '\"', escape = '\"', %s)"
        .formatted(isSend, list(archive.files(kind)), dialect(Columns.SMTP));
  }

  private static String dialect(List<String> columns) {
    return columns.stream()
        .map(name -> "'%s': '%s'".formatted(name, name.equals("sequence") ? "INTEGER" : "VARCHAR"))
        .collect(
            Collectors.joining(
                ", ",
                "header = false, comment = '#', filename = true, auto_detect = false, columns = {",
                "}"));
  }

  private static String list(List<Path> files) {
    return files.stream()
        .map(file -> "'" + file.toString().replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public Answer answer(Path folder) throws SQLException {
    Map<Question, Map<String, Long>> answers = new EnumMap<>(Question.class);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE VIEW observations AS SELECT * FROM read_parquet(%s, union_by_name = true)"
              .formatted(list(List.of(iis(folder), smtp(folder)))));
      statement.execute("CREATE VIEW clients AS SELECT * FROM '%s'".formatted(clients(folder)));
      statement.execute("CREATE VIEW programs AS SELECT * FROM '%s'".formatted(programs(folder)));
      for (Question question :
          List.of(
              Question.OBSERVATIONS,
              Question.REQUESTS,
              Question.CLIENTS,
              Question.PROGRAMS,
              Question.VERSIONS)) {
        Map<String, Long> counts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(question.sql())) {
          while (rows.next()) {
            counts.put(rows.getString(1), rows.getLong(2));
          }
        }
        answers.put(question, counts);
      }
    }
    return new Answer(answers);
  }

  private static long number(Statement statement, String sql) {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path iis(Path folder) {
    return folder.resolve("iis.parquet");
  }

  private static Path smtp(Path folder) {
    return folder.resolve("smtp.parquet");
  }

  private static Path programs(Path folder) {
    return folder.resolve("programs.parquet");
  }

  private static Path clients(Path folder) {
    return folder.resolve("clients.parquet");
  }
}
