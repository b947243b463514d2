package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.program.Programs;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * {@code usage_daily}: each day's observations without their hours. What is believed of addresses
 * is no part of it: so a proxy that is listed later is believed as far back as this table reaches.
 */
public final class UsageDays implements DerivedDays {

  /** Raised with every change of what is made of a day's observations: all days follow. */
  private static final String BASIS = "2";

  /** So many kinds of TLS are more than any servers have. */
  private static final int MOST_KINDS = 1_000_000;

  /** So many names of programs are told of at most: some are made up at random. */
  private static final int MOST_NAMES = 100_000;

  private final Identity identity;

  /**
   * @param identity what is kept of who signed in
   */
  public UsageDays(Identity identity) {
    this.identity = identity;
  }

  @Override
  public Table table() {
    return Tables.USAGE_DAILY;
  }

  @Override
  public List<Table> inputs() {
    return List.of(Tables.TLS_OBSERVATIONS);
  }

  /** Programs are called otherwise by other rules. */
  @Override
  public Function<LocalDate, String> basis(Warehouse warehouse) {
    String basis = BASIS + " " + Programs.version() + identity.words();
    return day -> basis;
  }

  /** Where a table beside it has lost rows, all observations are asked for theirs. */
  @Override
  public void recover(Warehouse warehouse) {
    boolean lacksKinds = KnownKinds.TABLE.isBehind(warehouse);
    boolean lacksNames = KnownPrograms.TABLE.isBehind(warehouse);
    if (!lacksKinds && !lacksNames) {
      return;
    }
    Seen seen = new Seen(warehouse, identity);
    ObservationFacts facts = seen.facts;
    warehouse
        .read(Tables.TLS_OBSERVATIONS)
        .select(facts.columns())
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .foreach(facts::taken);
    seen.keep(warehouse);
    if (KnownKinds.TABLE.isBehind(warehouse)) {
      KnownKinds.TABLE.begin(warehouse).commitAlways();
    }
    if (KnownPrograms.TABLE.isBehind(warehouse)) {
      KnownPrograms.TABLE.begin(warehouse).commitAlways();
    }
  }

  @Override
  public void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days) {
    Dataset<Row> observations =
        warehouse.read(Tables.TLS_OBSERVATIONS).where(col("observed_on").isInCollection(days));
    Seen seen = new Seen(warehouse, kept(warehouse));
    new Fold(seen.facts, List.of(UsageGrouping.OF_DAYS))
        .add(List.of(commit), List.of(observations));
    seen.keep(warehouse);
    KnownKinds.TABLE.seen(warehouse, commit);
    KnownPrograms.TABLE.seen(warehouse, commit);
  }

  /** Of days whose names were taken out for their age, none comes back. */
  private Identity kept(Warehouse warehouse) {
    OptionalLong first = warehouse.lastTransaction(Tables.USAGE_DAILY, Warehouse.USERS);
    return first.isPresent() ? identity.from((int) first.getAsLong()) : identity;
  }

  /** What a fold meets that stands in the tables beside. */
  private static final class Seen {

    private final Sightings<TlsKind> kinds = new Sightings<>(MOST_KINDS);
    private final Sightings<SelfName> names = new Sightings<>(MOST_NAMES);
    private final ObservationFacts facts;

    private Seen(Warehouse warehouse, Identity identity) {
      SparkContext spark = warehouse.spark().sparkContext();
      spark.register(kinds);
      spark.register(names);
      facts = new ObservationFacts(identity, kinds, names);
    }

    private void keep(Warehouse warehouse) {
      if (!kinds.isWhole()) {
        throw new IllegalStateException(
            "logs tell of more than %,d kinds of TLS: nothing was committed".formatted(MOST_KINDS));
      }
      KnownKinds.add(warehouse, kinds.value());
      KnownPrograms.add(warehouse, names.value());
    }
  }

  @Override
  public Adoption adopt(Warehouse warehouse, Transaction commit, LocalDate first) {
    return OlderDays.adopt(warehouse, commit, first);
  }
}
