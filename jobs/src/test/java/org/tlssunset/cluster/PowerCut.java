package org.tlssunset.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.jspecify.annotations.Nullable;

/** Kills a worker as soon as its executor writes observations. Made by Spark, by its name. */
public final class PowerCut extends SparkListener {

  private static final AtomicReference<@Nullable StandaloneCluster> CLUSTER =
      new AtomicReference<>();
  private static final AtomicInteger LOST = new AtomicInteger();

  private final Set<Integer> writing = new HashSet<>();
  private String application = "";

  /** Says whose next worker it is. */
  static void in(StandaloneCluster cluster) {
    CLUSTER.set(cluster);
    LOST.set(0);
  }

  /** How many tasks ended with their executor. */
  static int tasksLost() {
    return LOST.get();
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart start) {
    application = start.appId().get();
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    if (stage.stageInfo().name().startsWith("writeFiles at Transaction")) {
      writing.add(stage.stageInfo().stageId());
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    StandaloneCluster cluster = writing.contains(task.stageId()) ? CLUSTER.getAndSet(null) : null;
    if (cluster != null) {
      try {
        cluster.cutPowerOf(application, task.taskInfo().executorId());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    if (task.reason() instanceof ExecutorLostFailure) {
      LOST.incrementAndGet();
    }
  }
}
