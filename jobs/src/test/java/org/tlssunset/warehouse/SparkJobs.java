package org.tlssunset.warehouse;

import java.util.ArrayList;
import java.util.List;
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
    context.listenerBus().waitUntilEmpty();
    context.addSparkListener(listener);
    try {
      step.run();
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(listener);
    }
    return jobs;
  }
}
