package org.tlssunset.days;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;

/**
 * The order in which tables are brought up to date: each after those that it is counted from, two
 * at a time that need nothing of each other. What one does alone on the driver, or in a single
 * task, leaves the other processors idle.
 */
public final class RecountOrder {

  /** Each holds what it counts in memory. */
  private static final int AT_ONCE = 2;

  private final List<Count> counts = new ArrayList<>();

  /**
   * What brings some tables up to date.
   *
   * @param writes the tables
   * @param reads what they are counted from
   */
  private record Count(
      List<Table> writes, List<Table> reads, Function<Recount, RecountResult> recount) {}

  /**
   * @param days each after those that it is counted from
   * @param wholes counted from these
   */
  public RecountOrder(List<DerivedDays> days, List<DerivedWhole> wholes) {
    for (DerivedDays each : days) {
      counts.add(new Count(List.of(each.table()), each.inputs(), recount -> recount.days(each)));
    }
    for (DerivedWhole each : wholes) {
      counts.add(new Count(each.tables(), each.inputs(), recount -> recount.whole(each)));
    }
  }

  /** The tables that they are counted from, but for those that they write. */
  public List<Table> reads() {
    List<Table> writes = writes();
    return counts.stream()
        .flatMap(each -> each.reads.stream())
        .distinct()
        .filter(table -> !writes.contains(table))
        .toList();
  }

  /** The tables, in the order of the counts. */
  public List<Table> writes() {
    return counts.stream().flatMap(each -> each.writes.stream()).toList();
  }

  /**
   * Brings all up to date. If one fails, those that are counted from it are left, and the others
   * are done.
   *
   * @return what it came to for each table, in order
   * @throws RuntimeException of the first that failed
   */
  public Map<Table, RecountResult> run(Warehouse warehouse) {
    Recount recount = new Recount(warehouse);
    Map<Table, CompletableFuture<RecountResult>> writers = new LinkedHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (Count each : counts) {
        CompletableFuture<RecountResult> result =
            CompletableFuture.allOf(
                    each.reads.stream()
                        .map(writers::get)
                        .filter(Objects::nonNull)
                        .toArray(CompletableFuture[]::new))
                .thenApplyAsync(done -> each.recount.apply(recount), threads);
        each.writes.forEach(table -> writers.put(table, result));
      }
      return results(writers);
    } finally {
      threads.shutdown();
    }
  }

  private static Map<Table, RecountResult> results(
      Map<Table, CompletableFuture<RecountResult>> writers) {
    Map<Table, RecountResult> results = new LinkedHashMap<>();
    List<CompletionException> failures = new ArrayList<>();
    writers.forEach(
        (table, writer) -> {
          try {
            results.put(table, writer.join());
          } catch (CompletionException e) {
            failures.add(e);
          }
        });
    if (!failures.isEmpty()) {
      throw unwrapped(failures.get(0));
    }
    return results;
  }

  /** What a count has thrown; none throws what has to be declared. */
  private static RuntimeException unwrapped(CompletionException failure) {
    if (failure.getCause() instanceof Error told) {
      throw told;
    }
    return failure.getCause() instanceof RuntimeException told ? told : failure;
  }
}
