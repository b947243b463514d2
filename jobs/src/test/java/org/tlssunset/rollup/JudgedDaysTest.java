package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.Stores;
import org.tlssunset.config.Configuration;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestProgress;
import org.tlssunset.ingest.Nights;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.party.tables.ClientObservations;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.synthetic.party.PartyArchive;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * What ends could do and how much is told, against what SQL written by hand counts of the view
 * client_observations, over an archive with proxies, health checks and hops between servers.
 */
class JudgedDaysTest {

  private static final String FAMILY =
      "CASE WHEN protocol IN ('smtp', 'pop3', 'imap4') THEN protocol ELSE 'http' END";

  /** A proxy that calls for a client whose address it tells tells of the client's TLS. */
  private static final String IS_TOLD_BY_PROXY =
      "(role = 'proxy' AND client_ip IS NOT NULL AND client_tls_version IS NOT NULL)";

  private static final String SUMS =
      "count(*) observations, sum(requests) requests, min(started_at) first_seen, max(ended_at) last_seen";

  private static final String PROOF =
      "max(struct(ended_at, source_file, source_line, source_item)) proof";

  @TempDir static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void night() throws IOException {
    PartyArchive archive = PartyArchive.write(folder.resolve("archive"), 7, true);
    Configuration configuration =
        Configuration.load(
            Files.writeString(folder.resolve("tls-sunset.conf"), archive.configuration()));
    warehouse = new Nights(folder.resolve("warehouse")).warehouse();
    new Ingest(warehouse, configuration.ingest(), IngestProgress.NONE)
        .run(
            Archive.list(
                archive.days().keySet().stream().map(Path::toString).toList(), Stores.DEFAULT));
    Transaction commit = warehouse.begin(Tables.TLS_OBSERVATIONS, "rare-rows", 1);
    commit.add(rareRows());
    commit.commitAlways();
    DerivedTables.recount(warehouse, configuration.parties());
    ClientObservations.of(
            warehouse.read(Tables.TLS_OBSERVATIONS), Addresses.of(warehouse), HostNames.NONE)
        .createOrReplaceTempView("the_view");
    warehouse.read(Tables.SERVER_CAPABILITY).createOrReplaceTempView("the_capability");
    warehouse.read(Tables.COVERAGE_DAILY).createOrReplaceTempView("the_coverage");
  }

  /**
   * What the archive lacks, as copies of its rows: proxies that tell of their clients' TLS to
   * servers that do not log theirs, connections that negotiated twice, and peers that are hidden.
   */
  private static Dataset<Row> rareRows() {
    Dataset<Row> told =
        warehouse
            .read(Tables.TLS_OBSERVATIONS)
            .where("source = 'iis' AND forwarded_tls_version IS NOT NULL");
    Dataset<Row> notLogged =
        told.withColumns(
            Map.of(
                "tls_outcome",
                functions.expr("IF(source_line % 2 = 0, 'not-logged', 'cleartext')"),
                "tls_version",
                functions.expr("CAST(NULL AS STRING)"),
                "source_line",
                functions.expr("source_line + 1000000")));
    Dataset<Row> hidden =
        told.withColumns(
            Map.of(
                "client_ip",
                functions.expr("CAST(NULL AS STRING)"),
                "peer_ip",
                functions.expr("'***'"),
                "source_line",
                functions.expr("source_line + 2000000")));
    Dataset<Row> twice =
        warehouse
            .read(Tables.TLS_OBSERVATIONS)
            .where("source <> 'iis' AND tls_version = 'TLS 1.2'")
            .withColumns(
                Map.of(
                    "tls_version_first",
                    functions.expr("'TLS 1.0'"),
                    "source_line",
                    functions.expr("source_line + 3000000")));
    return notLogged.union(hidden).union(twice);
  }

  private static Dataset<Row> sql(String text) {
    return warehouse.spark().sql(text);
  }

  private static List<String> rows(String text) {
    return sql(text).collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static long number(String text) {
    return sql(text).first().getLong(0);
  }

  /** Whoever negotiated it; the version is that of the connection, not the first of several. */
  @Test
  void aServerCouldDoWhatAnybodyNegotiatedWithIt() {
    assertThat(
            rows(
                """
                SELECT observed_on, server, direction, family, tls_version, observations, requests, first_seen, last_seen,
                  struct(last_seen, proof_file, proof_line, proof_item)
                FROM the_capability WHERE proxy IS NULL"""))
        .isEqualTo(
            rows(
                """
                SELECT observed_on, server, direction, %s AS family, tls_version, %s, %s
                FROM the_view WHERE tls_version IS NOT NULL GROUP BY ALL"""
                    .formatted(FAMILY, SUMS, PROOF)))
        .hasSizeGreaterThan(20);
  }

  @Test
  void aProxyCouldDoWhatItTellsOfItsClients() {
    assertThat(
            rows(
                """
                SELECT observed_on, proxy, direction, family, tls_version, observations, requests, first_seen, last_seen,
                  struct(last_seen, proof_file, proof_line, proof_item)
                FROM the_capability WHERE proxy IS NOT NULL"""))
        .isEqualTo(
            rows(
                """
                SELECT observed_on, proxy, direction, %s AS family, client_tls_version, %s, %s
                FROM the_view WHERE %s GROUP BY ALL"""
                    .formatted(FAMILY, SUMS, PROOF, IS_TOLD_BY_PROXY)))
        .isNotEmpty();
    assertThat(
            number(
                "SELECT count(*) FROM the_capability WHERE server IS NOT NULL AND proxy IS NOT NULL"))
        .isZero();
  }

  @Test
  void coverageIsHowMuchOfTheTrafficTellsItsTls() {
    assertThat(
            rows(
                """
                SELECT observed_on, server, direction, protocol, observations, requests, first_seen, last_seen,
                  requests_told, requests_behind_proxy, requests_not_logged
                FROM the_coverage"""))
        .isEqualTo(
            rows(
                """
                SELECT observed_on, server, direction, protocol, %1$s,
                  sum(CASE WHEN what = 'told' THEN requests ELSE 0 END),
                  sum(CASE WHEN what = 'behind a proxy' THEN requests ELSE 0 END),
                  sum(CASE WHEN what = 'not logged' THEN requests ELSE 0 END)
                FROM (
                  SELECT *, CASE WHEN %2$s THEN 'told' WHEN tls_outcome = 'not-logged' THEN 'not logged'
                    WHEN role = 'proxy' OR tls_hop = 'proxy' THEN 'behind a proxy' ELSE 'told' END AS what
                  FROM the_view WHERE counts AND tls_outcome <> 'none')
                GROUP BY observed_on, server, direction, protocol"""
                    .formatted(SUMS, IS_TOLD_BY_PROXY)))
        .hasSizeGreaterThan(20);
  }

  @Test
  void eachRequestIsToldOrBehindAProxyOrNotLogged() {
    assertThat(
            number(
                """
                SELECT count(*) FROM the_coverage
                WHERE requests <> requests_told + requests_behind_proxy + requests_not_logged"""))
        .isZero();
  }

  /** Else the tests above would be about nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "role = 'probe' AND tls_version IS NOT NULL",
        "role = 'own-server' AND tls_version IS NOT NULL",
        "role = 'proxy' AND client_ip IS NULL AND tls_version IS NOT NULL",
        "role = 'proxy' AND client_tls_version IS NOT NULL AND client_tls_version <> tls_version",
        "role = 'proxy' AND client_tls_version IS NOT NULL AND tls_version IS NULL",
        "tls_version_first IS NOT NULL AND tls_version_first <> tls_version",
        "NOT counts AND tls_version IS NOT NULL",
        "counts AND tls_outcome = 'none'",
        "counts AND tls_outcome = 'not-logged'",
        "counts AND tls_hop = 'proxy' AND role = 'client'",
        "counts AND tls_hop = 'proxy' AND direction = 'outbound'"
      })
  void theArchiveHasWhatIsDistinguished(String which) {
    assertThat(number("SELECT count(*) FROM the_view WHERE " + which)).as(which).isPositive();
  }
}
