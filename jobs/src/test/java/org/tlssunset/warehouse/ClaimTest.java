package org.tlssunset.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.tlssunset.warehouse.ClaimFilesContract.take;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.delta.Transaction;

/** One run at a time on a warehouse. */
class ClaimTest {

  @TempDir Path folder;

  private ClaimFiles files;

  @BeforeEach
  void noClaims() {
    files = new LocalClaimFiles(folder.resolve("_claim"));
  }

  @Test
  void theContractHoldsOnTheLocalDisk() throws Exception {
    ClaimFilesContract.holds(files);
  }

  @Test
  void whoHoldsItIsSaid() {
    try (Claim held = take(files, Claim.Terms.USUAL)) {
      held.confirm();
      assertThatExceptionOfType(ClaimedException.class)
          .isThrownBy(() -> take(files, Claim.Terms.USUAL))
          .withMessageMatching(
              "another run holds /data/tls \\(nightly, process %d of .+@.+ since .+ UTC\\): wait .+"
                  .formatted(ProcessHandle.current().pid()));
    }
  }

  @Test
  void whoWaitsGetsItWhenItIsGivenBack() {
    Claim first = take(files, Claim.Terms.USUAL);
    List<String> waitedFor = new ArrayList<>();

    Claim second =
        Claim.take(
            files,
            Claim.Terms.USUAL,
            "/data/tls",
            "rollup",
            Duration.ofMinutes(1),
            holder -> {
              waitedFor.add(holder);
              first.close();
            });

    second.confirm();
    assertThat(waitedFor).singleElement().asString().startsWith("nightly, process");
    second.close();
  }

  @Test
  void aProcessThatIsGoneHoldsNothing() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    Holder other = of(process, Holder.self("nightly").machine());
    files.create(7, other.text());
    assertThatExceptionOfType(ClaimedException.class)
        .isThrownBy(() -> take(files, Claim.Terms.USUAL));

    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    take(files, Claim.Terms.USUAL).close();
    assertThat(files.highest()).isEqualTo(8);
  }

  @Test
  void aLaterProcessOfTheSameNumberIsAnother() {
    long self = ProcessHandle.current().pid();
    String machine = Holder.self("nightly").machine();

    assertThat(of(self, Holder.start(self).orElseThrow(), machine).isGone()).isFalse();
    assertThat(of(self, "4711", machine).isGone()).isTrue();
  }

  @Test
  void aRunOfThisProcessThatCouldNotGiveItBackHoldsNothing() throws Exception {
    files.create(3, Holder.self("nightly").text());

    take(files, Claim.Terms.USUAL).close();

    assertThat(files.highest()).isEqualTo(4);
  }

  @Test
  void aClaimThatAnotherHasTakenIsLostAtOnce() throws Exception {
    try (Claim robbed = take(files, Claim.Terms.USUAL)) {
      robbed.confirm();
      files.create(files.highest() + 1, Holder.self("nightly").text());

      assertThatExceptionOfType(ClaimedException.class).isThrownBy(robbed::confirm);
    }
  }

  @Test
  void aProcessOfAnotherMachineHoldsItForFiveMinutes() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor(10, TimeUnit.SECONDS);
    files.create(1, of(process, "another machine").text());
    age(1, Duration.ofMinutes(4));
    assertThatExceptionOfType(ClaimedException.class)
        .isThrownBy(() -> take(files, Claim.Terms.USUAL));

    age(1, Duration.ofSeconds(301)); // files are stamped by a coarser clock

    take(files, Claim.Terms.USUAL).close();
  }

  @Test
  void aDamagedClaimHoldsItForFiveMinutes() throws Exception {
    files.create(1, "");
    assertThatExceptionOfType(ClaimedException.class)
        .isThrownBy(() -> take(files, Claim.Terms.USUAL))
        .withMessageContaining("by whom is not said");
    age(1, Duration.ofSeconds(301)); // files are stamped by a coarser clock
    take(files, Claim.Terms.USUAL).close();
  }

  @Test
  void aClaimIsRenewed() throws Exception {
    Claim.Terms often = new Claim.Terms(Duration.ofMillis(20), Duration.ofMinutes(5));
    try (Claim held = take(files, often)) {
      age(1, Duration.ofMinutes(10));
      Instant until = Instant.now().plusSeconds(30);
      while (files.now() - files.writtenAt(1) > 60_000 && Instant.now().isBefore(until)) {
        Thread.sleep(20);
      }
      held.confirm();
      assertThat(files.now() - files.writtenAt(1)).isLessThan(60_000);
    }
  }

  @Test
  void withoutTheClaimNothingIsCommitted() throws Exception {
    Warehouse warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    Claim claim = warehouse.claim("nightly", Duration.ZERO, holder -> {});
    warehouse.begin(Tables.CLIENT_PROTOCOL, "tls-sunset-rollup", 1).commitAlways();

    claim.close();

    Transaction late = warehouse.begin(Tables.CLIENT_PROTOCOL, "tls-sunset-rollup", 2);
    assertThatExceptionOfType(ClaimedException.class).isThrownBy(late::commitAlways);
    assertThat(warehouse.lastTransaction(Tables.CLIENT_PROTOCOL, "tls-sunset-rollup")).hasValue(1);
  }

  private void age(long number, Duration age) throws Exception {
    Files.setLastModifiedTime(
        folder.resolve("_claim").resolve(ClaimFiles.name(number)),
        FileTime.from(Instant.now().minus(age)));
  }

  private static Holder of(Process process, String machine) {
    return of(process.pid(), Holder.start(process.pid()).orElse(""), machine);
  }

  private static Holder of(long process, String start, String machine) {
    return new Holder(
        "id", "nightly", "exch", "host", machine, process, start, Instant.now(), false);
  }
}
