package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * What the groups of a fold come to: few are on the driver; many stay with the tasks, which make
 * them out of what was shuffled each time they are asked for.
 */
public final class Groups<R extends Serializable> {

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

  /** What is made of some groups, in a task. */
  public interface Step<R, S> extends Serializable, Function<Iterator<R>, Iterator<S>> {}

  static <R extends Serializable> Groups<R> of(List<R> few) {
    return new Groups<>(few, null, () -> {});
  }

  /**
   * @param check whether all came, once all have
   */
  static <R extends Serializable> Groups<R> of(JavaRDD<R> many, Runnable check) {
    return new Groups<>(null, many, check);
  }

  /** Whether they are few. */
  boolean isOnDriver() {
    return few != null;
  }

  /**
   * Takes what is made of them, a partition at a time.
   *
   * @throws IllegalStateException if not all groups came
   */
  public <S> void each(Step<R, S> step, Consumer<S> taker) {
    if (few != null) {
      step.apply(few.iterator()).forEachRemaining(taker);
    } else if (many != null) {
      many.mapPartitions(step::apply).toLocalIterator().forEachRemaining(taker);
      check.run();
    }
  }

  /**
   * What is made of them, all at a time: what the tasks make is to be small.
   *
   * @throws IllegalStateException if not all groups came
   */
  public <S> List<S> all(Step<R, S> step) {
    List<S> all = new ArrayList<>();
    if (few != null) {
      step.apply(few.iterator()).forEachRemaining(all::add);
    } else if (many != null) {
      all.addAll(many.mapPartitions(step::apply).collect());
      check.run();
    }
    return all;
  }

  /**
   * Adds rows that are made of them to a commit.
   *
   * @throws IllegalStateException if not all groups came
   */
  public void into(Transaction commit, Step<R, InternalRow> step) {
    if (few != null) {
      List<InternalRow> rows = new ArrayList<>();
      step.apply(few.iterator()).forEachRemaining(rows::add);
      commit.add(rows);
    } else if (many != null) {
      commit.add(many.mapPartitions(step::apply));
      check.run();
    }
  }
}
