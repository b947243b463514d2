package org.tlssunset.rollup;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** Folds rows of a warehouse as its rollups do, and commits nothing. */
final class Folds {

  private final Warehouse warehouse;
  private final long bytesOfOneTask;
  private final int mostGroups;
  private Map<Long, TlsKind> kinds = Map.of();

  /**
   * @param bytesOfOneTask as {@link Fold} takes it
   * @param mostGroups as {@link Fold} takes it
   */
  Folds(Warehouse warehouse, long bytesOfOneTask, int mostGroups) {
    this.warehouse = warehouse;
    this.bytesOfOneTask = bytesOfOneTask;
    this.mostGroups = mostGroups;
  }

  /** Folds of rows that stand in the tables. */
  static Folds ofStored(Warehouse warehouse) {
    Folds folds = new Folds(warehouse, Long.MAX_VALUE, Integer.MAX_VALUE);
    folds.kinds = KnownKinds.of(warehouse);
    return folds;
  }

  /** Observations as rows of {@code usage_daily}. */
  Dataset<Row> usage(Dataset<Row> observations) {
    Sightings<TlsKind> seen = new Sightings<>(100);
    Sightings<SelfName> names = new Sightings<>(100);
    warehouse.spark().sparkContext().register(seen);
    warehouse.spark().sparkContext().register(names);
    ObservationFacts facts = new ObservationFacts(Identity.NAMES, seen, names);
    Dataset<Row> usage = folded(facts, List.of(UsageGrouping.OF_DAYS), observations).get(0);
    kinds = seen.value().stream().collect(Collectors.toMap(TlsKind::number, Function.identity()));
    return usage;
  }

  /** Rows of usage, made by {@link #usage}, as rows of the groupings' tables. */
  List<Dataset<Row>> judged(List<Grouping> groupings, Dataset<Row> usage) {
    return folded(new JudgedUsage(Addresses.of(warehouse), kinds, null), groupings, usage);
  }

  private List<Dataset<Row>> folded(FactRows facts, List<Grouping> groupings, Dataset<Row> rows) {
    List<Transaction> commits =
        groupings.stream()
            .map(each -> warehouse.begin(each.table(), "tls-sunset-rollup", 99))
            .toList();
    new Fold(facts, groupings, bytesOfOneTask, mostGroups).add(commits, List.of(rows));
    return commits.stream().map(Transaction::added).toList();
  }
}
