package org.tlssunset.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tlssunset.endtoend.Command;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Labelled;

/**
 * What a page has to say: the answers of the other commands, and of the tables.
 *
 * @param warehouse that the page is of
 * @param configuration that it is made under
 */
record PageTruth(String warehouse, String configuration) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What goes off. */
  static final String DISABLED = "TLS1.0,TLS1.1";

  /** All that goes where a version is the oldest that is left. */
  private static final Map<String, String> BEFORE =
      new TreeMap<>(
          Map.of(
              "TLS 1.1", "PCT1.0,SSL2.0,SSL3.0,TLS1.0",
              "TLS 1.2", "PCT1.0,SSL2.0,SSL3.0,TLS1.0,TLS1.1",
              "TLS 1.3", "PCT1.0,SSL2.0,SSL3.0,TLS1.0,TLS1.1,TLS1.2"));

  private static final String VERSIONS =
      """
      SELECT date_format(date_trunc('WEEK', observed_on), 'yyyy-MM-dd') AS week, direction, protocol,
        CASE WHEN tls_outcome = 'cleartext' THEN 'clear text'
          WHEN tls_outcome = 'failed' THEN 'failed handshake'
          WHEN tls_hop = 'proxy' OR tls_version IS NULL THEN 'not told'
          WHEN tls_version LIKE 'SSL%%' THEN 'SSL'
          WHEN tls_version LIKE 'TLS 1._' THEN tls_version
          ELSE 'other version' END AS kind,
        count(*) AS count
      FROM client_protocol_daily
      WHERE role = 'client' AND tls_outcome <> 'none'
        AND observed_on BETWEEN date_trunc('WEEK', DATE'%1$s') - INTERVAL 175 DAYS AND DATE'%1$s'
      GROUP BY ALL
      """;

  /** Of the default policy: old for 30 days behind the last old use. */
  private static final String BURN_DOWN =
      """
      WITH spans AS (
        SELECT role, party, min(date(legacy_first_seen)) AS first, max(date(legacy_last_seen)) AS last
        FROM client_status WHERE status IN ('legacy-only', 'mixed', 'migrated') GROUP BY role, party),
      weeks AS (
        SELECT monday, least(date_add(monday, 6), DATE'%1$s') AS day FROM (
          SELECT explode(sequence(date(date_trunc('WEEK', DATE'%1$s')) - INTERVAL 175 DAYS,
            date(date_trunc('WEEK', DATE'%1$s')), INTERVAL 7 DAYS)) AS monday))
      SELECT date_format(monday, 'yyyy-MM-dd') AS week, count(spans.role) AS parties
      FROM weeks LEFT JOIN spans ON first <= day AND day < date_add(last, 30)
      GROUP BY monday ORDER BY monday
      """;

  /** Behind a proxy, the version is the proxy's own: of the client's nothing is told. */
  private static final String MAP =
      """
      SELECT server AS end, direction, protocol, count(DISTINCT coalesce(party, '')) AS parties
      FROM client_server
      WHERE role = 'client' AND tls_hop <> 'proxy' AND tls_version IN ('TLS 1.0', 'TLS 1.1')
        AND last_seen >= date_add(DATE'%1$s', 1 - %2$d)
        AND (direction, protocol, coalesce(party, '')) IN (
          SELECT direction, protocol, coalesce(party, '') FROM client_status
          WHERE role = 'client' AND status <> 'no-use')
      GROUP BY ALL
      """;

  private static final String COVERAGE =
      """
      SELECT coalesce(server, 'a server without a name') AS server, direction, protocol,
        sum(requests) AS requests, sum(requests_told) AS told,
        sum(requests_behind_proxy) AS behind_proxy, sum(requests_not_logged) AS not_logged
      FROM coverage_daily
      WHERE observed_on BETWEEN date_add(DATE'%1$s', 1 - %2$d) AND DATE'%1$s'
      GROUP BY ALL
      """;

  /** All of it, as the browser's test reads it. */
  byte[] json() throws IOException {
    ObjectNode truth = JSON.createObjectNode();
    List<JsonNode> planned = answer("plan", "--disable", DISABLED);
    JsonNode summary = planned.get(planned.size() - 1).path("summary");
    String asOf = summary.path("as_of").asText();
    int window = summary.path("window_days").asInt();
    truth.set("summary", summary);
    truth.set("programs", array(planned.subList(0, planned.size() - 1)));
    truth.set("effects", labels(Arrays.stream(Effect.values())));
    truth.set(
        "statuses", labels(Arrays.stream(ClientStatus.values()).sorted(ClientStatus.WORST_FIRST)));
    ArrayNode minimums = truth.putArray("minimums");
    for (Map.Entry<String, String> minimum : BEFORE.entrySet()) {
      List<JsonNode> rows = answer("plan", "--disable", minimum.getValue());
      ObjectNode its = minimums.addObject();
      its.put("version", minimum.getKey());
      its.set("summary", rows.get(rows.size() - 1).path("summary"));
    }
    List<JsonNode> changes =
        answer("changes", "--since", LocalDate.parse(asOf).minusDays(6).toString());
    truth.set("changes", array(changes.subList(0, changes.size() - 1)));
    List<JsonNode> burnDown = rows(BURN_DOWN, asOf, window);
    assertTellsTheSame(
        changes.get(changes.size() - 1).path("summary").path("parties_by_week"), burnDown);
    truth.set("burnDown", array(burnDown));
    truth.set("versions", array(rows(VERSIONS, asOf, window)));
    truth.set("map", array(rows(MAP, asOf, window)));
    truth.set("coverage", array(rows(COVERAGE, asOf, window)));
    List<JsonNode> servers = answer("servers");
    truth.set("findings", array(servers.subList(0, servers.size() - 1)));
    truth.set("readiness", servers.get(servers.size() - 1).path("summary").path("readiness"));
    ArrayNode hostile = truth.putArray("hostile");
    PageArchive.HOSTILE.forEach(text -> hostile.add(text.replace('+', ' ')));
    return JSON.writeValueAsBytes(truth);
  }

  private static void assertTellsTheSame(JsonNode byWeek, List<JsonNode> rows) {
    assertThat(byWeek.size()).isPositive();
    for (JsonNode row : rows.subList(rows.size() - byWeek.size(), rows.size())) {
      assertThat(row.path("parties").asLong())
          .as(row.path("week").asText())
          .isEqualTo(byWeek.path(row.path("week").asText()).asLong(-1));
    }
  }

  private static ArrayNode labels(Stream<? extends Labelled> all) {
    ArrayNode labels = JSON.createArrayNode();
    all.forEach(each -> labels.add(each.label()));
    return labels;
  }

  private static ArrayNode array(List<JsonNode> rows) {
    return JSON.createArrayNode().addAll(rows);
  }

  private List<JsonNode> rows(String sql, String asOf, int window) throws IOException {
    return answer("sql", "-e", sql.formatted(asOf, window));
  }

  /** A command's lines of JSON. */
  private List<JsonNode> answer(String command, String... arguments) throws IOException {
    Command run =
        Command.run(
            Stream.concat(
                    Stream.of(
                        command,
                        "--warehouse",
                        warehouse,
                        "--config",
                        configuration,
                        "--format",
                        "json"),
                    Stream.of(arguments))
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (var rows = JSON.readerFor(JsonNode.class).<JsonNode>readValues(run.out())) {
      return rows.readAll();
    }
  }
}
