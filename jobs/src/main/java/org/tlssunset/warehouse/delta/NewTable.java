package org.tlssunset.warehouse.delta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.DomainMetadata;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.skipping.clustering.ClusteredTableUtils;
import org.apache.spark.sql.delta.skipping.clustering.ClusteringColumn;
import org.apache.spark.sql.delta.util.FileNames;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.schema.Table;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table that is not there yet. Its first commit is what {@code CREATE TABLE} writes. It is
 * written without Delta's commit, which would ask the table that is not there yet for its rows, in
 * a Spark job: five tables took a third of a first night. Written against Delta 4.4.0.
 */
public final class NewTable {

  private final Table table;
  private final StructType columns;

  public NewTable(Table table) {
    this.table = table;
    this.columns = RowType.of(table.columns());
  }

  /**
   * Makes it, empty.
   *
   * @param path the folder that it is to be in; fails if there is a table by now
   */
  public void commit(SparkSession spark, String path) {
    DeltaLog.invalidateCache(spark, new Path(path)); // of a table that was there and is gone
    DeltaLog log = DeltaLog.forTable(spark, path);
    OptimisticTransaction delta = log.startTransaction(Option.empty(), Option.empty());
    delta.updateMetadataForNewTable(metadata()); // gives it its protocol, too
    Seq<DomainMetadata> domains =
        table.clusteredBy().isEmpty() ? none() : seq(List.of(clustering()));
    String id = UUID.randomUUID().toString();
    List<Action> actions = new ArrayList<>();
    actions.add(commitInfo(delta.metadata(), id));
    actions.add(delta.metadata());
    actions.add(delta.protocol());
    actions.addAll(CollectionConverters.asJava(domains));
    log.createLogDirectoriesIfNotExists();
    log.store()
        .write(
            FileNames.unsafeDeltaFile(log.logPath(), 0),
            CollectionConverters.asScala(actions.stream().map(Action::json).iterator()),
            false,
            log.newDeltaHadoopConf());
    // With it, the next commit knows what the table holds without a Spark job.
    delta.writeChecksumFile(0, checksum(id, delta.metadata(), delta.protocol(), domains));
    log.update(false, Option.empty(), Option.empty());
  }

  private Metadata metadata() {
    return new Metadata(
        UUID.randomUUID().toString(),
        null, // no catalog knows it by a name
        table.comment(),
        new Format("parquet", map(Map.of())),
        columns.json(),
        none(),
        map(properties()),
        Option.apply(System.currentTimeMillis()));
  }

  private CommitInfo commitInfo(Metadata metadata, String id) {
    DeltaOperations.CreateTable operation =
        new DeltaOperations.CreateTable(
            metadata, false, false, Option.apply(seq(table.clusteredBy())));
    return CommitInfo.apply(
        System.currentTimeMillis(),
        operation.name(),
        Option.empty(),
        operation.jsonEncodedValues(),
        map(Map.of()),
        Option.empty(),
        Option.apply("Serializable"),
        Option.apply(true),
        Option.apply(map(Map.of())),
        Option.empty(),
        Option.empty(),
        Option.apply(id),
        Option.empty());
  }

  private static VersionChecksum checksum(
      String id, Metadata metadata, Protocol protocol, Seq<DomainMetadata> domains) {
    return new VersionChecksum(
        Option.apply(id),
        0,
        0,
        Option.empty(),
        Option.empty(),
        1,
        1,
        Option.empty(),
        Option.apply(none()),
        Option.apply(domains),
        metadata,
        protocol,
        Option.empty(),
        Option.empty(),
        Option.apply(none()),
        Option.empty());
  }

  private DomainMetadata clustering() {
    return ClusteredTableUtils.createDomainMetadata(
        seq(
            table.clusteredBy().stream()
                .map(name -> ClusteringColumn.apply(columns, name))
                .toList()));
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put(TableVersion.PROPERTY, String.valueOf(table.version()));
    properties.put("delta.dataSkippingStatsColumns", String.join(",", table.statisticsOn()));
    table
        .checks()
        .forEach((name, condition) -> properties.put("delta.constraints." + name, condition));
    if (!table.clusteredBy().isEmpty()) {
      properties.put("delta.feature.clustering", "supported");
    }
    return properties;
  }

  private static scala.collection.immutable.Map<String, String> map(Map<String, String> values) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(values));
  }

  private static <T> Seq<T> seq(List<T> values) {
    return CollectionConverters.asScala(values).toSeq();
  }

  private static <T> Seq<T> none() {
    return seq(List.of());
  }
}
