package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * What the groups of a fold come to: few are on the driver; many stay with the tasks, in memory or
 * on their disks, and come a partition at a time. To be closed.
 */
public final class Groups<R> implements AutoCloseable {

  private final @Nullable List<R> few;
  private final @Nullable JavaRDD<R> many;
  private final Runnable check;

  private Groups(@Nullable List<R> few, @Nullable JavaRDD<R> many, Runnable check) {
    this.few = few;
    this.many = many;
    this.check = check;
  }

  /** What a group comes to. */
  interface Of<R> extends Serializable {
    R of(Uses group);
  }

  /** What is made of a group's result, in a task. */
  public interface Step<R, S> extends Serializable, Function<R, S> {}

  static <R> Groups<R> of(List<R> few) {
    return new Groups<>(few, null, () -> {});
  }

  /**
   * @param check whether all came, once all have
   */
  static <R> Groups<R> of(JavaRDD<R> many, Runnable check) {
    return new Groups<>(null, many.persist(StorageLevel.MEMORY_AND_DISK_SER()), check);
  }

  /**
   * Takes what is made of each; what comes of many is made by the tasks.
   *
   * @throws IllegalStateException if not all groups came
   */
  public <S> void each(Step<R, Iterator<S>> step, Consumer<S> taker) {
    if (few != null) {
      few.forEach(one -> step.apply(one).forEachRemaining(taker));
    } else if (many != null) {
      many.flatMap(step::apply).toLocalIterator().forEachRemaining(taker);
      check.run();
    }
  }

  /**
   * Adds rows that are made of each to a commit.
   *
   * @throws IllegalStateException if not all groups came
   */
  public void into(Transaction commit, Step<R, Iterator<InternalRow>> step) {
    if (few != null) {
      List<InternalRow> rows = new ArrayList<>();
      few.forEach(one -> step.apply(one).forEachRemaining(rows::add));
      commit.add(rows);
    } else if (many != null) {
      commit.add(many.flatMap(step::apply));
      check.run();
    }
  }

  /** Lets the tasks forget them. */
  @Override
  public void close() {
    if (many != null) {
      many.unpersist(false);
    }
  }
}
