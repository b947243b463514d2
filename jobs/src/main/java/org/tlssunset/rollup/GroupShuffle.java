package org.tlssunset.rollup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;
import scala.math.Ordering;
import scala.math.Ordering$;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

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
    LatestProof.class,
    LatestText.class,
    RecentValues.class,
    UseCounts.class,
    long[].class,
    ArrayList.class
  };

  private GroupShuffle() {}

  /**
   * The same parts, sorted by their keys.
   *
   * @param tasks how many partitions they go to
   */
  static JavaRDD<Tuple2<TableKey, Uses>> of(JavaRDD<Tuple2<TableKey, Uses>> parts, int tasks) {
    ClassTag<TableKey> keys = ClassTag$.MODULE$.apply(TableKey.class);
    ClassTag<Uses> uses = ClassTag$.MODULE$.apply(Uses.class);
    Ordering<TableKey> order =
        Ordering$.MODULE$.comparatorToOrdering(Comparator.<TableKey>naturalOrder());
    SparkConf settings = parts.context().getConf();
    settings.registerKryoClasses(Arrays.copyOf(CLASSES, CLASSES.length));
    return new ShuffledRDD<TableKey, Uses, Uses>(
            parts.rdd(), new HashPartitioner(tasks), keys, uses, uses)
        .setKeyOrdering(order)
        .setSerializer(new KryoSerializer(settings))
        .toJavaRDD();
  }
}
