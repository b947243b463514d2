package org.tlssunset.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Hears which Spark jobs start while something runs. */
public final class SparkJobs {

  private SparkJobs() {}

  /** What each job that a step starts was for, in order. */
  public static List<String> of(Runnable step) {
    SparkContext context = SharedSpark.session().sparkContext();
    List<String> jobs = new ArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            jobs.add(
                job.properties().getProperty("spark.job.description")
                    + " @ "
                    + job.properties().getProperty("callSite.short"));
          }
        };
    awaitEvents(context);
    context.addSparkListener(listener);
    try {
      step.run();
      awaitEvents(context);
    } finally {
      context.removeSparkListener(listener);
    }
    return jobs;
  }

  private static void awaitEvents(SparkContext context) {
    try {
      context.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
