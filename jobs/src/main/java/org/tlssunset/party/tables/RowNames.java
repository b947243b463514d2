package org.tlssunset.party.tables;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.HostNames;

/**
 * Says what the addresses of many rows were called, in Spark's own values. The names go to each
 * executor once and not with each task: they may be a million.
 */
public final class RowNames implements Serializable {

  private static final long serialVersionUID = 1;

  private final Broadcast<HostNames> names;

  private RowNames(Broadcast<HostNames> names) {
    this.names = names;
  }

  static RowNames shared(SparkSession spark, HostNames names) {
    return new RowNames(JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(names));
  }

  /**
   * What an address was called.
   *
   * @param address canonical (RFC 5952)
   * @param moment microseconds since 1970-01-01T00:00:00Z
   * @return null if it is not known, see {@link HostNames#at}
   */
  public @Nullable UTF8String of(UTF8String address, long moment) {
    return UTF8String.fromString(names.value().at(address.toString(), moment));
  }
}
