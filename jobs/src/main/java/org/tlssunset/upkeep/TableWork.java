package org.tlssunset.upkeep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;

/**
 * What is done to each table, whatever is done to others: to several at once, for most of it is the
 * driver's planning, which keeps one core busy.
 */
final class TableWork {

  private static final int AT_ONCE = 4;

  private TableWork() {}

  /**
   * Does it, and gives what came of it in the tables' order.
   *
   * @throws RuntimeException what it threw, of the first table in order that it failed for; the
   *     others are done
   */
  static <T> List<T> each(Warehouse warehouse, List<Table> tables, Function<Table, T> work) {
    SparkSession spark = warehouse.spark();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<T>> all = new ArrayList<>();
      for (Table table : tables) {
        all.add(
            threads.submit(
                () -> {
                  SparkSession.setActiveSession(spark);
                  return work.apply(table);
                }));
      }
      List<T> done = new ArrayList<>();
      for (Future<T> one : all) {
        done.add(result(one));
      }
      return done;
    } finally {
      threads.shutdown();
    }
  }

  private static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException told
          ? told
          : new IllegalStateException(e.getCause());
    }
  }
}
