package org.tlssunset.ingest;

import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.Stores;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.SparkJobs;

/** What a small night costs, in Spark jobs and seconds; run by hand. */
final class NightSpeed {

  private NightSpeed() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("night-speed");
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    Nights nights = new Nights(folder.resolve("warehouse"));
    for (int night = 1; night <= 6; night++) {
      if (night != 4) {
        String day = "2024-05-0" + night;
        archive.write(
            "W3SVC1/" + day + ".log",
            IIS_HEADER,
            request(
                day + " 10:00:01", "/EWS/x", "alice", "192.0.2.1", night % 2 == 0 ? TLS10 : TLS12));
        archive.write(
            "RECV" + day + ".LOG",
            received(day + "T00:00:01.000Z", "08D" + (night - 1), 1, "-,,Remote"),
            received(day + "T23:59:58.000Z", "08D" + night, 0, "+,,"));
      }
      if (night == 5) {
        archive.write(
            "W3SVC1/2024-05-01.log",
            IIS_HEADER,
            request("2024-05-01 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS10));
      }
      timed(
          night + " ingest",
          () ->
              new Ingest(nights.warehouse(), Nights.SETTINGS, new Steps())
                  .run(Archive.list(List.of(archive.path()), Stores.DEFAULT)));
      timed(night + " rollup", () -> DerivedTables.count(nights.warehouse()));
    }
    SharedSpark.session().stop();
  }

  private static void timed(String what, Runnable step) {
    long start = System.nanoTime();
    List<String> jobs = SparkJobs.of(step);
    System.out.printf(
        "== %s: %.2f s, %d jobs%n", what, (System.nanoTime() - start) / 1e9, jobs.size());
    jobs.forEach(job -> System.out.println("     " + job.replace('\n', ' ')));
  }

  private static final class Steps implements IngestProgress {
    private long last = System.nanoTime();

    @Override
    public void begin(
        long files,
        long bytes,
        java.util.function.LongSupplier filesRead,
        java.util.function.LongSupplier bytesRead) {
      step("begin");
    }

    @Override
    public void step(String what) {
      long now = System.nanoTime();
      System.out.printf("   %.2f s before %s%n", (now - last) / 1e9, what);
      last = now;
    }

    @Override
    public void end() {
      step("end");
    }
  }
}
