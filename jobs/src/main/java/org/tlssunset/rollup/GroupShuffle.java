package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;
import scala.math.Ordering;
import scala.math.Ordering$;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** Brings the parts of each group together: in a partition, side by side. */
final class GroupShuffle {

  /** What a part is made of: written by a number instead of its name. */
  private static final Class<?>[] CLASSES = {
    TableKey.class,
    GroupKey.class,
    Object[].class,
    UTF8String.class,
    UsageUses.class,
    DayUses.class,
    ClientUses.class,
    ProgramUses.class,
    ServerUses.class,
    CapabilityUses.class,
    CoverageUses.class,
    EvidenceUses.class,
    EvidenceOfProgram.class,
    EvidenceOfProgram.Sum.class,
    LatestTexts.class,
    UTF8String[].class,
    HashMap.class,
    LatestProof.class,
    RecentValues.class,
    UseCounts.class,
    long[].class,
    ArrayList.class
  };

  private final int tasks;
  private final RDD<Tuple2<TableKey, Uses>> shuffled;

  /**
   * @param parts of groups of several tables
   * @param tables how many
   * @param tasks how many partitions those of each table go to
   */
  GroupShuffle(JavaRDD<Tuple2<TableKey, Uses>> parts, int tables, int tasks) {
    this.tasks = tasks;
    ClassTag<TableKey> keys = ClassTag$.MODULE$.apply(TableKey.class);
    ClassTag<Uses> uses = ClassTag$.MODULE$.apply(Uses.class);
    Ordering<TableKey> order =
        Ordering$.MODULE$.comparatorToOrdering(Comparator.<TableKey>naturalOrder());
    // To look for objects that were written before takes half of the time; none stands twice in a
    // group.
    SparkConf settings = parts.context().getConf().set("spark.kryo.referenceTracking", "false");
    settings.registerKryoClasses(Arrays.copyOf(CLASSES, CLASSES.length));
    shuffled =
        new ShuffledRDD<TableKey, Uses, Uses>(
                parts.rdd(), new ByTable(tables, tasks), keys, uses, uses)
            .setKeyOrdering(order)
            .setSerializer(new KryoSerializer(settings));
  }

  /** Of each table so many partitions, one table after the other. */
  private static final class ByTable extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int tables;
    private final int tasks;

    private ByTable(int tables, int tasks) {
      this.tables = tables;
      this.tasks = tasks;
    }

    @Override
    public int numPartitions() {
      return tables * tasks;
    }

    @Override
    public int getPartition(Object key) {
      return ((TableKey) key).partition(tasks);
    }
  }

  /**
   * The parts of a table's groups, sorted by their keys. Whatever is asked for first shuffles those
   * of all tables, once.
   *
   * @param table its place among them
   */
  JavaRDD<Tuple2<TableKey, Uses>> of(int table) {
    return JavaRDD.fromRDD(
        PartitionPruningRDD.create(shuffled, new OfTable(table, tasks)),
        shuffled.elementClassTag());
  }

  /** Whether a partition is of a table. */
  private static final class OfTable extends AbstractFunction1<Object, Object>
      implements Serializable {

    private static final long serialVersionUID = 1;

    private final int table;
    private final int tasks;

    private OfTable(int table, int tasks) {
      this.table = table;
      this.tasks = tasks;
    }

    @Override
    public Object apply(Object partition) {
      return (Integer) partition / tasks == table;
    }
  }
}
