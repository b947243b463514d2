package org.tlssunset.warehouse.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.checksum.CRCInfo;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/**
 * A table as Delta's Kernel reads it, in this process alone: to ask one that is small takes a tenth
 * of the time that Spark takes to start. One thread asks at a time. Written against Delta 4.4.0;
 * what the Kernel calls internal may be otherwise in another.
 */
public final class PlainTable implements TableState {

  private final Engine engine;
  private final Snapshot snapshot;

  private PlainTable(Engine engine, Snapshot snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
  }

  /**
   * The newest version of a table.
   *
   * @return empty if there is no table, or its log cannot be read so: Delta in Spark does without
   *     what only sums a damaged log up, or says what is wrong
   */
  static Optional<PlainTable> at(Engine engine, String path) {
    try {
      return Optional.of(new PlainTable(engine, TableManager.loadSnapshot(path).build(engine)));
    } catch (RuntimeException e) { // of a damaged file there is no other kind
      return Optional.empty();
    }
  }

  /**
   * A table as it was at a revision.
   *
   * @throws KernelException if its log no longer tells
   */
  static PlainTable at(Engine engine, String path, long revision) {
    return new PlainTable(
        engine, TableManager.loadSnapshot(path).atVersion(revision).build(engine));
  }

  @Override
  public long revision() {
    return snapshot.getVersion();
  }

  @Override
  public synchronized OptionalLong lastTransaction(String application) {
    // The last commit's checksum file tells them; without it, the whole log has to be read.
    Optional<List<SetTransaction>> told =
        snapshot.getCurrentCrcInfo().flatMap(CRCInfo::getSetTransactions);
    if (told.isPresent()) {
      return told.get().stream()
          .filter(mark -> mark.getAppId().equals(application))
          .mapToLong(SetTransaction::getVersion)
          .max();
    }
    return snapshot
        .getLatestTransactionVersion(engine, application)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public synchronized Optional<String> domain(String name) {
    return snapshot.getDomainMetadata(name);
  }

  @Override
  public synchronized int version() {
    return TableVersion.number(snapshot.getTableProperties());
  }

  /** Of the last commit's checksum file, if it is there. */
  @Override
  public synchronized Optional<Size> size() {
    return snapshot
        .getCurrentCrcInfo()
        .map(told -> new Size(told.getNumFiles(), told.getTableSizeBytes()));
  }

  /**
   * Reads all rows.
   *
   * @param columns some of the table's; those that it does not have yet are null
   * @param rows is given each row
   * @return whether its log could be read so, see {@link #at}; else no row is given
   */
  public synchronized boolean read(List<String> columns, Consumer<Row> rows) {
    StructType stored = snapshot.getSchema();
    StructType wanted = new StructType();
    for (String column : columns) {
      if (stored.indexOf(column) >= 0) {
        wanted = wanted.add(stored.get(column));
      }
    }
    PlainRow shape = new PlainRow(columns, wanted);
    Scan scan = snapshot.getScanBuilder().withReadSchema(wanted).build();
    io.delta.kernel.data.Row state = scan.getScanState(engine);
    Optional<List<io.delta.kernel.data.Row>> files = files(scan);
    if (files.isEmpty()) {
      return false;
    }
    try {
      for (io.delta.kernel.data.Row file : files.get()) {
        for (FilteredColumnarBatch batch : batches(state, file)) {
          try (CloseableIterator<io.delta.kernel.data.Row> each = batch.getRows()) {
            while (each.hasNext()) {
              rows.accept(shape.of(each.next()));
            }
          }
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<List<io.delta.kernel.data.Row>> files(Scan scan) {
    List<io.delta.kernel.data.Row> all = new ArrayList<>();
    try (CloseableIterator<io.delta.kernel.data.Row> files =
        Utils.intoRows(scan.getScanFiles(engine))) {
      while (files.hasNext()) {
        all.add(files.next());
      }
      return Optional.of(all);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A data file's rows; it is small. */
  private List<FilteredColumnarBatch> batches(
      io.delta.kernel.data.Row state, io.delta.kernel.data.Row file) throws IOException {
    List<FilteredColumnarBatch> batches = new ArrayList<>();
    CloseableIterator<ColumnarBatch> stored =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(FileReadResult::getData);
    try (CloseableIterator<FilteredColumnarBatch> rows =
        Scan.transformPhysicalData(engine, state, file, stored)) {
      rows.forEachRemaining(batches::add);
    }
    return batches;
  }
}
