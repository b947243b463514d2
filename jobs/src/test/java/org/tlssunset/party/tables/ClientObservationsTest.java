package org.tlssunset.party.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.Stores;
import org.tlssunset.config.Configuration;
import org.tlssunset.days.DayMarks;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestProgress;
import org.tlssunset.ingest.Nights;
import org.tlssunset.party.HostName;
import org.tlssunset.party.HostNames;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.synthetic.party.Delivery;
import org.tlssunset.synthetic.party.PartyArchive;
import org.tlssunset.synthetic.party.RowTruth;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;
import scala.jdk.javaapi.CollectionConverters;

/** The tables and the view, over an archive whose parties are known. */
class ClientObservationsTest {

  @TempDir static Path folder;

  private static PartyArchive archive;
  private static Configuration configuration;
  private static Warehouse warehouse;

  @BeforeAll
  static void night() throws IOException {
    archive = PartyArchive.write(folder.resolve("archive"), 7, true);
    configuration = configuration(archive.configuration());
    warehouse = new Nights(folder.resolve("warehouse")).warehouse();
    night(warehouse, configuration, List.copyOf(archive.days().keySet()));
  }

  private static Configuration configuration(String text) throws IOException {
    return Configuration.load(
        Files.writeString(Files.createTempFile(folder, "tls-sunset", ".conf"), text));
  }

  private static void night(Warehouse warehouse, Configuration settings, List<Path> files) {
    new Ingest(warehouse, settings.ingest(), IngestProgress.NONE)
        .run(Archive.list(files.stream().map(Path::toString).toList(), Stores.DEFAULT));
    DerivedTables.recount(warehouse, settings.parties());
  }

  private static Dataset<Row> view() {
    return view(HostNames.NONE);
  }

  private static Dataset<Row> view(HostNames names) {
    return ClientObservations.of(
        warehouse.read(Tables.TLS_OBSERVATIONS), Addresses.of(warehouse), names);
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void eachRowHasItsParty() {
    List<String> wrong = new ArrayList<>();
    List<Row> rows =
        view()
            .select(
                "source_file", "source_line", "role", "client_ip", "client_tls_version", "counts")
            .collectAsList();
    for (Row row : rows) {
      RowTruth truth =
          Objects.requireNonNull(archive.truth().of(Path.of(row.getString(0)), row.getLong(1)));
      boolean isRight =
          !truth.role().isKnowable()
              || (Objects.equals(truth.role().value(), row.getString(2))
                  && truth.counts() == row.getBoolean(5)
                  && (!truth.address().isKnowable()
                      || Objects.equals(truth.address().value(), row.getString(3)))
                  && (!truth.tls().isKnowable()
                      || Objects.equals(truth.tls().value(), row.getString(4))));
      if (!isRight) {
        wrong.add(truth + " is " + row);
      }
    }
    assertThat(rows).hasSizeGreaterThan(500);
    assertThat(wrong).isEmpty();
  }

  /** Per day and source, and no row twice. */
  @Test
  void theViewHasTheFactsRows() {
    assertThat(sums(view())).isEqualTo(sums(warehouse.read(Tables.TLS_OBSERVATIONS)));
    assertThat(view().where("role IS NULL OR counts IS NULL OR reason IS NULL").count()).isZero();
    assertThat(
            warehouse.read(Tables.TLS_OBSERVATIONS).count()
                - warehouse
                    .read(Tables.TLS_OBSERVATIONS)
                    .selectExpr("source_file", "source_line", "source_item")
                    .distinct()
                    .count())
        .isZero();
  }

  /** Where no names are known, the view reads what it read before. */
  @Test
  void whatIsNotAskedForIsNotRead() {
    HostNames names =
        new HostNames(List.of(new HostName("10.0.0.0/8", HostName.EVER, HostName.NEVER, "inside")));

    assertThat(isRead("started_at", HostNames.NONE, "host_name", "role")).isFalse();
    assertThat(isRead("started_at", names, "role", "client")).isFalse();
    assertThat(isRead("started_at", names, "host_name")).isTrue();
    assertThat(isRead("forwarded_for", HostNames.NONE, "host_name")).isFalse();
    Dataset<Row> named = view(names);
    assertThat(named.where("host_name IS NOT NULL").count())
        .isEqualTo(named.where("client_ip LIKE '10.%'").count())
        .isPositive();
    assertThat(named.where("client_ip IS NULL AND host_name IS NOT NULL").count()).isZero();
  }

  private static boolean isRead(String fact, HostNames names, String... asked) {
    return CollectionConverters.asJava(
            view(names).selectExpr(asked).queryExecution().executedPlan().collectLeaves())
        .stream()
        .map(FileSourceScanExec.class::cast)
        .flatMap(scan -> Stream.of(scan.requiredSchema().fieldNames()))
        .anyMatch(fact::equals);
  }

  private static List<String> sums(Dataset<Row> rows) {
    return texts(
        rows.groupBy("observed_on", "source")
            .agg(
                functions.expr("count(*)"),
                functions.expr("sum(requests)"),
                functions.expr("count(DISTINCT source_file, source_line, source_item)")));
  }

  @Test
  void aMatchFindsBothHalves() {
    Dataset<Row> matches = warehouse.read(Tables.MATCHES);
    assertThat(matches.count())
        .isEqualTo(warehouse.read(Tables.INNER_CLIENTS).count())
        .isPositive();
    matches.createOrReplaceTempView("the_matches");
    warehouse.read(Tables.INNER_CLIENTS).createOrReplaceTempView("the_hops");
    warehouse.read(Tables.TLS_OBSERVATIONS).createOrReplaceTempView("the_rows");
    assertThat(
            texts(
                warehouse
                    .spark()
                    .sql(
                        """
                        SELECT m.* FROM the_matches m
                        LEFT ANTI JOIN the_hops h ON h.source_file = m.source_file
                          AND h.source_line = m.source_line AND h.batch_id = m.batch_id
                        """)))
        .isEmpty();
    assertThat(
            texts(
                warehouse
                    .spark()
                    .sql(
                        """
                        SELECT m.* FROM (SELECT * FROM the_matches WHERE how = 'session-id') m
                        LEFT ANTI JOIN the_rows o ON o.source_file = m.matched_file
                          AND o.source_line = m.matched_line AND o.source_item = m.matched_item
                          AND o.batch_id = m.matched_batch_id AND o.session_id IS NOT NULL
                          AND o.tls_outcome = m.tls_outcome
                        """)))
        .isEmpty();
    assertThat(matches.where("how = 'session-id'").count()).isGreaterThan(10);
    assertThat(matches.where("how = 'orphan' AND tls_version IS NULL").count()).isPositive();
  }

  /** Where memory holds no more: the table was made with all of them at a time. */
  @Test
  void matchesAreTheSameHoweverManyAreLookedForAtATime() {
    Transaction commit = warehouse.begin(Tables.MATCHES, "matches-at-a-time", 1);
    new InnerMatches(7).count(warehouse, commit, DayMarks.daysOf(warehouse, Tables.MATCHES));

    assertThat(texts(commit.added()))
        .hasSizeGreaterThan(14)
        .isEqualTo(texts(warehouse.read(Tables.MATCHES)));
  }

  /** Of a session that was handed on, the front end's row counts and the hop's does not. */
  @Test
  void ofAMatchedPairOneCounts() {
    view().createOrReplaceTempView("the_view");
    warehouse.read(Tables.MATCHES).createOrReplaceTempView("the_matches");
    assertThat(
            texts(
                warehouse
                    .spark()
                    .sql(
                        """
                        SELECT o.* FROM the_matches m JOIN the_view o
                          ON o.source_file = m.matched_file AND o.source_line = m.matched_line
                        WHERE m.how = 'session-id' AND NOT o.counts AND o.role <> 'probe'
                        """)))
        .isEmpty();
    assertThat(texts(view().where("inner AND counts"))).isEmpty();
  }

  /** By servers, so that halves come nights apart; and the proxies are listed after that. */
  @Test
  void neitherTheOrderOfNightsNorOfSettingsMatters() throws IOException {
    Warehouse late = new Nights(folder.resolve("late")).warehouse();
    Configuration unlisted =
        configuration(
            archive
                .configuration()
                .replaceAll("(?s)proxies = \\[.*?\\]\\s+servers", "proxies = []\n servers"));
    assertThat(unlisted.parties().proxies()).isEmpty();
    List<Path> files = new ArrayList<>();
    for (List<Path> night : archive.nights(Delivery.BY_SERVER)) {
      files.addAll(night);
      night(late, unlisted, files);
    }
    night(late, configuration, files);

    Map<String, List<String>> expected = Nights.contents(warehouse);
    Map<String, List<String>> found = Nights.contents(late);
    for (String table : expected.keySet()) {
      if (!table.equals("ingested_files")) {
        assertThat(found.get(table)).as(table).isEqualTo(expected.get(table));
      }
    }
  }
}
