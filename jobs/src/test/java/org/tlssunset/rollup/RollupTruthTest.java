package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestProgress;
import org.tlssunset.ingest.IngestSettings;
import org.tlssunset.ingest.Nights;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.LearnedAddresses;
import org.tlssunset.party.ListedProxy;
import org.tlssunset.party.LocalUse;
import org.tlssunset.party.Network;
import org.tlssunset.party.PartySettings;
import org.tlssunset.party.ProxyKind;
import org.tlssunset.party.ProxyTraits;
import org.tlssunset.party.Scope;
import org.tlssunset.party.Validity;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.synthetic.Truth;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** What the rollups count of an archive is what its generator knows of it. */
class RollupTruthTest {

  /** Each stretch of two days has the end of one month and the beginning of the next. */
  private static final List<LocalDate> STRETCHES =
      List.of(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 31));

  private static final List<YearMonth> MONTHS =
      Stream.of(1, 2, 3, 4).map(month -> YearMonth.of(2026, month)).toList();

  private static final ServerNamePattern SERVERS = ServerNamePattern.of("/(?<server>EX\\d\\d)[ /]");

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 18);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inPlainJava(long seed) throws IOException {
    Map<TrueUse, Long> truth = write(seed);
    PlainFold fold = new PlainFold(known(seed));
    List<InternalRow> usage = fold.usage(Parsed.of(archive(), SERVERS));

    Map<YearMonth, List<InternalRow>> months =
        usage.stream()
            .collect(Collectors.groupingBy(PlainFold::month, TreeMap::new, Collectors.toList()));
    assertThat(months).hasSize(4);
    Map<TrueUse, Long> counted = new HashMap<>();
    months.forEach((month, rows) -> counted.putAll(TrueUse.counted(month, fold.programs(rows))));
    assertSame(counted, truth);
    assertSame(TrueUse.counted(null, fold.programs(usage)), inAllMonths(truth));
  }

  /** The same by whole nights: from the tables' rows, the months' and those of the open days. */
  @ParameterizedTest
  @ValueSource(longs = {19, 20})
  void inWholeNights(long seed) throws IOException {
    Map<TrueUse, Long> truth = write(seed);
    Warehouse warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    ReadSettings reading = Nights.SETTINGS.read();
    new Ingest(
            warehouse,
            new IngestSettings(
                new ReadSettings(
                    reading.logs(),
                    SERVERS,
                    reading.codePages(),
                    reading.stores(),
                    reading.rejectsKept()),
                Nights.SETTINGS.batchBytes(),
                Nights.SETTINGS.batchFiles(),
                Nights.SETTINGS.splitBytes(),
                Nights.SETTINGS.settledAfter()),
            IngestProgress.NONE)
        .run(Archive.list(List.of(archive().toString()), Stores.DEFAULT));
    DerivedTables.recount(warehouse, settings(seed));

    assertSame(
        TrueUse.counted(null, rows(warehouse.read(Tables.CLIENT_PROGRAM))), inAllMonths(truth));
    Map<TrueUse, Long> monthly = new HashMap<>();
    for (YearMonth month : MONTHS) {
      monthly.putAll(TrueUse.counted(month, programs(warehouse, month)));
    }
    assertSame(monthly, truth);
  }

  /**
   * A month's rows of usage as rows of {@code client_program}: months that are over have a table.
   */
  private static List<Map<String, Object>> programs(Warehouse warehouse, YearMonth month) {
    boolean isOver = month.isBefore(MONTHS.get(MONTHS.size() - 1));
    Dataset<Row> usage =
        isOver
            ? warehouse.read(Tables.USAGE_MONTHLY).withColumnRenamed("observed_from", "observed_on")
            : warehouse.read(Tables.USAGE_DAILY);
    String ofMonth =
        "%s = DATE '%s'"
            .formatted(isOver ? "month" : "trunc(observed_on, 'month')", month.atDay(1));
    return rows(
        Folds.ofStored(warehouse)
            .judged(List.of(ProgramUses.GROUPING), usage.where(ofMonth))
            .get(0));
  }

  private static List<Map<String, Object>> rows(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(PlainFold::columns).toList();
  }

  /** Writes an archive, and returns what it proves. */
  private Map<TrueUse, Long> write(long seed) throws IOException {
    Map<TrueUse, Long> all = new HashMap<>();
    for (LocalDate firstDay : STRETCHES) {
      Truth truth =
          SyntheticArchive.write(
              archive().resolve(firstDay.toString()),
              new ArchiveShape(seed, firstDay, 2, 42, 6, isNasty(seed), hasIntermediaries(seed)));
      TrueUse.of(truth, isListed(seed))
          .forEach((use, requests) -> all.merge(use, requests, Long::sum));
    }
    return all;
  }

  private Path archive() {
    return folder.resolve("archive");
  }

  private static boolean isNasty(long seed) {
    return seed % 3 == 0;
  }

  private static boolean hasIntermediaries(long seed) {
    return seed % 2 == 0;
  }

  /** Whether the phones' proxy is listed. */
  private static boolean isListed(long seed) {
    return seed % 4 == 0;
  }

  private static PartySettings settings(long seed) {
    ProxyTraits traits =
        new ProxyTraits(
            ProxyKind.TLS_ENDING,
            Scope.ALL,
            false,
            new ForwardingFields(List.of("X-Forwarded-For"), List.of(), List.of()));
    List<Network> networks = List.of(new Network(TrueUse.PROXY));
    return isListed(seed)
        ? new PartySettings(
            List.of(new ListedProxy(TrueUse.PROXYS_NAME, networks, Validity.ALWAYS, traits)),
            List.of(),
            List.of())
        : PartySettings.NONE;
  }

  private static List<KnownAddress> known(long seed) {
    int first = (int) STRETCHES.get(0).toEpochDay();
    List<LocalUse> uses = new ArrayList<>();
    for (int server = 1; server <= 3; server++) {
      uses.add(new LocalUse("EX0" + server, "10.0.0.1" + server, first, first + 60));
    }
    return Stream.concat(settings(seed).addresses().stream(), LearnedAddresses.of(uses).stream())
        .toList();
  }

  private static Map<TrueUse, Long> inAllMonths(Map<TrueUse, Long> monthly) {
    Map<TrueUse, Long> all = new HashMap<>();
    monthly.forEach((use, requests) -> all.merge(use.inAllMonths(), requests, Long::sum));
    return all;
  }

  /** Neither has what the other has not; what is the same in both would fill pages. */
  private static void assertSame(Map<TrueUse, Long> counted, Map<TrueUse, Long> truth) {
    assertThat(others(counted, truth)).isEqualTo(others(truth, counted));
    assertThat(counted).hasSizeGreaterThan(50);
  }

  private static Map<TrueUse, Long> others(Map<TrueUse, Long> one, Map<TrueUse, Long> other) {
    Map<TrueUse, Long> others = new HashMap<>(one);
    others.entrySet().removeAll(other.entrySet());
    return others;
  }
}
