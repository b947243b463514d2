package org.tlssunset.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/** What claims need of a store, and what they do on it; the same on each. */
public final class ClaimFilesContract {

  private static final Claim.Terms SHORT =
      new Claim.Terms(Duration.ofDays(1), Duration.ofMillis(2_500));

  private ClaimFilesContract() {}

  /**
   * Goes through all of it on a store that Hadoop reaches.
   *
   * @param folder not there yet
   */
  public static void holds(String folder, Configuration settings) throws Exception {
    holds(new HadoopClaimFiles(folder, settings));
  }

  static void holds(ClaimFiles files) throws Exception {
    aNumberIsGivenOnce(files);
    oneOfManyGetsIt(files);
    whoIsNotHeardOfLosesIt(files);
  }

  private static void oneOfManyGetsIt(ClaimFiles files) throws Exception {
    for (int round = 0; round < 3; round++) {
      List<Claim> taken = new ArrayList<>();
      int refused = 0;
      ExecutorService contenders = Executors.newFixedThreadPool(4);
      try {
        List<Callable<Claim>> tries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          tries.add(() -> take(files, Claim.Terms.USUAL));
        }
        for (Future<Claim> each : contenders.invokeAll(tries)) {
          try {
            taken.add(each.get(60, TimeUnit.SECONDS));
          } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(ClaimedException.class);
            refused++;
          }
        }
      } finally {
        contenders.shutdownNow();
      }
      assertThat(taken).hasSize(1);
      assertThat(refused).isEqualTo(3);
      taken.get(0).close();
    }
  }

  private static void whoIsNotHeardOfLosesIt(ClaimFiles files) throws Exception {
    Claim silent = take(files, SHORT);
    assertThatExceptionOfType(ClaimedException.class).isThrownBy(() -> take(files, SHORT));

    Claim next =
        Claim.take(files, SHORT, "/data/tls", "nightly", Duration.ofMinutes(1), holder -> {});

    next.confirm();
    assertThatExceptionOfType(ClaimedException.class).isThrownBy(silent::confirm);
    silent.close();
    next.confirm();
    next.close();
    assertThatExceptionOfType(ClaimedException.class).isThrownBy(next::confirm);
    take(files, SHORT).close();
  }

  private static void aNumberIsGivenOnce(ClaimFiles files) throws IOException {
    files.replace(1_000, "text");
    assertThat(files.now()).isBetween(files.writtenAt(1_000), files.writtenAt(1_000) + 60_000);
    assertThat(files.highest()).isEqualTo(1_000);
    assertThat(files.create(1_000, "other")).isFalse();
    assertThat(files.read(1_000)).isEqualTo("text");
    files.deleteBelow(1_001);
    assertThat(files.highest()).isZero();
  }

  static Claim take(ClaimFiles files, Claim.Terms terms) {
    return Claim.take(files, terms, "/data/tls", "nightly", Duration.ZERO, holder -> {});
  }
}
