package org.tlssunset.endtoend;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.hadoop.conf.Configuration;

/** The newest version of a table as the Delta Kernel reads it, on its own engine: no Spark. */
final class KernelTable {

  private static final Engine ENGINE = DefaultEngine.create(new Configuration());

  private final SnapshotImpl snapshot;
  private final Scan scan;

  private KernelTable(Snapshot snapshot) {
    this.snapshot = (SnapshotImpl) snapshot;
    this.scan = snapshot.getScanBuilder().build();
  }

  /** The table in a folder. */
  static KernelTable in(Path folder) {
    return new KernelTable(TableManager.loadSnapshot(folder.toString()).build(ENGINE));
  }

  /** The oldest version of readers that may read it. */
  int readerVersion() {
    return snapshot.getProtocol().getMinReaderVersion();
  }

  /** What readers have to know, by the protocol's names. */
  Set<String> readerFeatures() {
    return snapshot.getProtocol().getReaderFeatures();
  }

  /** What writers have to know, and may be readers too. */
  Set<String> writerFeatures() {
    return snapshot.getProtocol().getWriterFeatures();
  }

  /** The data files that hold its rows. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Row file : scanFiles()) {
      files.add(Path.of(new org.apache.hadoop.fs.Path(status(file).getPath()).toUri().getPath()));
    }
    return files;
  }

  /** Its rows in any order, each as a text of all columns. */
  List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    Row state = scan.getScanState(ENGINE);
    for (Row file : scanFiles()) {
      CloseableIterator<ColumnarBatch> stored =
          ENGINE
              .getParquetHandler()
              .readParquetFiles(
                  Utils.singletonCloseableIterator(status(file)),
                  ScanStateRow.getPhysicalDataReadSchema(state),
                  Optional.empty())
              .map(FileReadResult::getData);
      try (CloseableIterator<FilteredColumnarBatch> batches =
          Scan.transformPhysicalData(ENGINE, state, file, stored)) {
        while (batches.hasNext()) {
          add(batches.next(), rows);
        }
      }
    }
    return rows;
  }

  private static void add(FilteredColumnarBatch batch, List<String> rows) {
    Optional<ColumnVector> selected = batch.getSelectionVector();
    ColumnarBatch data = batch.getData();
    for (int i = 0; i < data.getSize(); i++) {
      if (selected.isEmpty() || (!selected.get().isNullAt(i) && selected.get().getBoolean(i))) {
        StringJoiner row = new StringJoiner("|");
        for (int column = 0; column < data.getSchema().length(); column++) {
          row.add(text(data.getColumnVector(column), i));
        }
        rows.add(row.toString());
      }
    }
  }

  private List<Row> scanFiles() throws IOException {
    List<Row> files = new ArrayList<>();
    try (CloseableIterator<Row> each = Utils.intoRows(scan.getScanFiles(ENGINE))) {
      each.forEachRemaining(files::add);
    }
    return files;
  }

  private static FileStatus status(Row file) {
    return InternalScanFileUtils.getAddFileStatus(file);
  }

  private static String text(ColumnVector values, int at) {
    DataType type = values.getDataType();
    if (values.isNullAt(at)) {
      return "null";
    }
    if (type instanceof StringType) {
      return values.getString(at);
    }
    if (type instanceof IntegerType) {
      return String.valueOf(values.getInt(at));
    }
    if (type instanceof LongType) {
      return String.valueOf(values.getLong(at));
    }
    if (type instanceof BooleanType) {
      return String.valueOf(values.getBoolean(at));
    }
    if (type instanceof DateType) {
      return LocalDate.ofEpochDay(values.getInt(at)).toString();
    }
    if (type instanceof TimestampType) {
      return Instant.EPOCH.plus(values.getLong(at), ChronoUnit.MICROS).toString();
    }
    if (type instanceof ArrayType) {
      return list(values.getArray(at));
    }
    if (type instanceof StructType struct) {
      StringJoiner text = new StringJoiner("|");
      for (int i = 0; i < struct.length(); i++) {
        text.add(text(values.getChild(i), at));
      }
      return text.toString();
    }
    throw new AssertionError("no table has had a column of type " + type);
  }

  private static String list(ArrayValue values) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < values.getSize(); i++) {
      text.add(text(values.getElements(), i));
    }
    return text.toString();
  }
}
