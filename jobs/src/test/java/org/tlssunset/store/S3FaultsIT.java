package org.tlssunset.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.s3a.impl.AWSClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.endtoend.Command;
import org.tlssunset.ingest.Nights;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/**
 * Nights on an S3 server that fails: what it fails at is tried again, or the night ends with a
 * sentence; and the next night's tables are those of nights without a failure.
 *
 * <p>{@code -Dfaults=1000} injects as many, 100 if not given; {@code -Dfaults.seed} chooses which.
 */
@Tag("faults")
@Timeout(3_600)
class S3FaultsIT {

  private static final int FAULTS = Integer.getInteger("faults", 100);
  private static final long SEED = Long.getLong("faults.seed", 1);
  private static final String ROOT = "s3a://tls";

  /** Of so many requests one fails. */
  private static final int ONE_IN = 12;

  private static final List<Fault> SHORT_FAULTS =
      List.of(
          Fault.ERROR_500,
          Fault.SLOW_DOWN_503,
          Fault.ANSWER_LOST,
          Fault.HANG_UP,
          Fault.CUT,
          Fault.LATE_LISTING);

  @TempDir static Path folder;

  private static S3Server server;
  private static FaultyProxy proxy;
  private static RemoteStore store;
  private static Path archive;
  private static Map<String, List<String>> quiet;
  private static final AtomicInteger NIGHTS = new AtomicInteger();

  @BeforeAll
  static void aQuietNight() throws Exception {
    AWSClientConfig.setMinimumOperationDuration(Duration.ofMillis(500));
    server = S3Server.start("tls");
    proxy = new FaultyProxy(server.port());
    Map<String, String> settings = new HashMap<>(S3Server.settings(proxy.port()));
    settings.put("fs.s3a.connection.timeout", "1s");
    settings.put("fs.s3a.attempts.maximum", "2");
    settings.put("fs.s3a.retry.limit", "5");
    settings.put("fs.s3a.retry.interval", "20ms");
    settings.put("fs.s3a.retry.throttle.limit", "5");
    settings.put("fs.s3a.retry.throttle.interval", "20ms");
    store = new RemoteStore(ROOT, settings);
    archive = folder.resolve("archive");
    SyntheticArchive.write(archive, ArchiveShape.small().withSeed(21));
    store.upload(archive, ".*");
    String tables = folder.resolve("quiet").toString();
    Command night = night(tables);
    assertThat(night.exitCode()).as(night.err()).isZero();
    quiet = contents(tables);
  }

  @AfterAll
  static void stop() throws IOException {
    System.out.println(
        "%s: %s in %,d requests of %d nights"
            .formatted(
                S3FaultsIT.class.getSimpleName(),
                proxy.injected(),
                proxy.requests(),
                NIGHTS.get()));
    proxy.close();
    server.close();
    AWSClientConfig.resetMinimumOperationDuration();
  }

  @AfterEach
  void endOfFaults() {
    proxy.follow(FaultyProxy.Plan.NONE);
  }

  @Test
  void whatFailsNowAndThenIsTriedAgain() throws IOException {
    Random random = new Random(SEED);
    AtomicInteger left = new AtomicInteger(FAULTS);
    for (int night = 0; left.get() > 0; night++) {
      String tables = ROOT + folder + "/now-and-then-" + night;
      proxy.follow(request -> nowAndThen(request, random, left));
      Command troubled = night(tables);
      proxy.follow(FaultyProxy.Plan.NONE);

      assertThat(troubled.exitCode()).as(troubled.err()).isZero();
      assertThat(contents(tables)).isEqualTo(quiet);
    }
  }

  private static Fault nowAndThen(FaultyProxy.Request request, Random random, AtomicInteger left) {
    synchronized (random) {
      if (random.nextInt(ONE_IN) != 0) {
        return null;
      }
      Fault fault =
          random.nextInt(40) == 0
              ? Fault.SILENCE
              : SHORT_FAULTS.get(random.nextInt(SHORT_FAULTS.size()));
      return request.suits(fault) && left.getAndDecrement() > 0 ? fault : null;
    }
  }

  @Test
  void anOutageEndsTheNightWithASentence() throws IOException {
    long before = proxy.requests();
    assertThat(night(ROOT + folder + "/measured").exitCode()).isZero();
    int length = (int) (proxy.requests() - before);
    Random random = new Random(SEED);
    for (int night = 0; night < Math.max(2, FAULTS / 50); night++) {
      String tables = ROOT + folder + "/outage-" + night;
      AtomicLong passed = new AtomicLong(random.nextInt(length));
      Fault fault = random.nextBoolean() ? Fault.SLOW_DOWN_503 : Fault.HANG_UP;
      proxy.follow(request -> passed.getAndDecrement() > 0 ? null : fault);
      Command troubled = night(tables);
      proxy.follow(FaultyProxy.Plan.NONE);

      assertThat(troubled.exitCode()).as(troubled.err()).isIn(1, 2, 3);
      assertThat(troubled.err()).isNotEmpty();
      assertThat(troubled.err()).doesNotContain("\tat ").doesNotContain("--verbose");
      Command again = night(tables);
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(contents(tables)).isEqualTo(quiet);
    }
  }

  @Test
  void aReadThatIsCutShortIsNeverTheEndOfALog() throws IOException {
    for (Fault fault : List.of(Fault.CUT, Fault.HALF)) {
      String reason =
          fault == Fault.CUT ? ": could not be fetched to its end (" : ": ends too early (";
      String tables = folder.resolve("short-" + fault).toString();
      proxy.follow(
          request -> request.isObject() && request.target().contains("u_ex260303") ? fault : null);
      Command troubled = night(tables);
      proxy.follow(FaultyProxy.Plan.NONE);

      assertThat(troubled.exitCode()).as(troubled.err()).isEqualTo(3);
      assertThat(troubled.err().lines())
          .isNotEmpty()
          .allMatch(line -> line.contains("u_ex260303") && line.contains(reason));
      Command again = night(tables);
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(contents(tables)).isEqualTo(quiet);
    }
  }

  @Test
  void aFileThatIsListedLateIsReadTheNextNight() throws IOException {
    String tables = folder.resolve("late").toString();
    proxy.follow(request -> request.isListing() ? Fault.LATE_LISTING : null);
    Command early = night(tables);
    proxy.follow(FaultyProxy.Plan.NONE);
    assertThat(early.exitCode()).as(early.err()).isZero();
    assertThat(contents(tables)).isNotEqualTo(quiet);

    Command later = night(tables);
    assertThat(later.out()).contains(", 1 of them new or changed");
    assertThat(contents(tables)).isEqualTo(quiet);
  }

  private static Command night(String tables) throws IOException {
    NIGHTS.incrementAndGet();
    return store.run(folder, "nightly", "--archive", ROOT + archive, "--warehouse", tables);
  }

  private static Map<String, List<String>> contents(String tables) {
    return Nights.contents(new Warehouse(SharedSpark.session(), tables));
  }
}
