package org.tlssunset.warehouse.delta;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The tables that were asked without Spark, each as it was when it was first asked. Several threads
 * may ask.
 */
public final class PlainTables {

  private final Map<String, PlainTable> known = new HashMap<>();
  private final Supplier<Configuration> settings;
  private @Nullable Configuration hadoop;
  private @Nullable Engine engine;

  /**
   * @param settings gives Hadoop's, which takes a while: it is asked once, when they are needed
   */
  public PlainTables(Supplier<Configuration> settings) {
    this.settings = settings;
  }

  /** Hadoop's settings. */
  public synchronized Configuration hadoop() {
    Configuration given = hadoop;
    if (given == null) {
      given = settings.get();
      hadoop = given;
    }
    return given;
  }

  private synchronized Engine engine() {
    Engine made = engine;
    if (made == null) {
      made = DefaultEngine.create(hadoop());
      engine = made;
    }
    return made;
  }

  /** The table in a folder; empty if there is none. */
  public synchronized Optional<PlainTable> at(String path) {
    if (!known.containsKey(path)) {
      PlainTable.at(engine(), path).ifPresent(found -> known.put(path, found));
    }
    return Optional.ofNullable(known.get(path));
  }

  /** The same as it is now: for whoever has changed it otherwise. */
  public synchronized Optional<PlainTable> newest(String path) {
    known.remove(path);
    return at(path);
  }

  /**
   * Some columns of a table's rows as they were at a revision.
   *
   * @param present rows that have something in this column, one of the others
   * @return empty if its log no longer tells, or its data files are no longer there
   */
  public Optional<List<Row>> rowsAt(
      String path, long revision, List<String> columns, String present) {
    List<Row> rows = new ArrayList<>();
    try {
      boolean isRead =
          PlainTable.at(engine(), path, revision)
              .read(
                  columns,
                  row -> {
                    if (row.getAs(present) != null) {
                      rows.add(row);
                    }
                  });
      return isRead ? Optional.of(rows) : Optional.empty();
    } catch (KernelException | KernelEngineException e) {
      return Optional.empty();
    }
  }

  /** Sees what others have done until now. */
  public synchronized void look() {
    known.clear();
  }
}
