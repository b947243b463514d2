package org.tlssunset.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.tlssunset.synthetic.Truth;

/**
 * Counts a clean archive with another engine: DuckDB's CSV reader and SQL, no code of the
 * project's.
 */
final class DuckDbCount {

  private static final String REQUESTS =
      """
      CREATE VIEW lines_of_requests AS
      SELECT * FROM read_csv('%s/**/W3SVC*/*', delim = ' ', header = false, comment = '#', quote = '', escape = '',
        null_padding = true, filename = true, auto_detect = false, columns = {
          'date': 'VARCHAR', 'time': 'VARCHAR', 's-ip': 'VARCHAR', 'cs-method': 'VARCHAR', 'cs-uri-stem': 'VARCHAR',
          'cs-uri-query': 'VARCHAR', 's-port': 'VARCHAR', 'cs-username': 'VARCHAR', 'c-ip': 'VARCHAR',
          'cs(User-Agent)': 'VARCHAR', 'cs(Referer)': 'VARCHAR', 'sc-status': 'VARCHAR', 'sc-substatus': 'VARCHAR',
          'sc-win32-status': 'VARCHAR', 'time-taken': 'VARCHAR', 'crypt-protocol': 'VARCHAR', 'crypt-cipher': 'VARCHAR',
          'crypt-hash': 'VARCHAR', 'crypt-keyexchange': 'VARCHAR', 'X-Forwarded-For': 'VARCHAR'})
      """;

  private static final String SESSIONS =
      """
      CREATE VIEW lines_of_sessions AS
      SELECT * FROM read_csv('%s/**/Smtp*/*', delim = ',', header = false, comment = '#', quote = '"', escape = '"',
        filename = true, auto_detect = false, columns = {
          'at': 'VARCHAR', 'connector': 'VARCHAR', 'session_id': 'VARCHAR', 'sequence': 'INTEGER', 'local': 'VARCHAR',
          'remote': 'VARCHAR', 'event': 'VARCHAR', 'data': 'VARCHAR', 'context': 'VARCHAR'})
      """;

  private DuckDbCount() {}

  static Map<Truth.Key, Truth.Count> of(Path archive) throws SQLException, IOException {
    Map<Truth.Key, Truth.Count> counts = new HashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      count(statement, REQUESTS.formatted(archive), "iis.sql", counts);
      count(statement, SESSIONS.formatted(archive), "smtp.sql", counts);
    }
    return counts;
  }

  /** Makes the tables {@code sessions} and {@code requests} of the raw lines. */
  static void prepare(Connection connection, Path archive) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(REQUESTS.formatted(archive));
      begin(statement, "iis.sql");
      statement.execute(SESSIONS.formatted(archive));
      begin(statement, "smtp.sql");
    }
  }

  /** Runs a script, whose last statement is a query. */
  private static void count(
      Statement statement, String view, String script, Map<Truth.Key, Truth.Count> counts)
      throws SQLException, IOException {
    statement.execute(view);
    String query = begin(statement, script);
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        counts.merge(
            new Truth.Key(
                rows.getString("source"),
                rows.getString("protocol"),
                rows.getString("direction"),
                rows.getString("client_ip"),
                rows.getString("tls_version"),
                rows.getString("tls_version_first"),
                rows.getString("tls_outcome"),
                rows.getString("tls_hop"),
                rows.getBoolean("is_probe")),
            new Truth.Count(rows.getLong("observations"), rows.getLong("requests")),
            (one, other) ->
                new Truth.Count(
                    one.observations() + other.observations(), one.requests() + other.requests()));
      }
    }
  }

  /** Runs a script but for its last statement, which is returned. */
  private static String begin(Statement statement, String script) throws SQLException, IOException {
    String sql;
    try (InputStream in = DuckDbCount.class.getResourceAsStream("/duckdb/" + script)) {
      sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String[] statements = sql.strip().split(";\\s*(\\n|$)");
    for (int i = 0; i < statements.length - 1; i++) {
      statement.execute(statements[i]);
    }
    return statements[statements.length - 1];
  }
}
