package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.listOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.archive.ArchiveFile;

/**
 * Each file is done once, and a batch that cannot do all of its files costs at most one of them.
 */
class BatchesTest {

  private static final int ROOM = 10;

  private final Map<String, Integer> begun = new HashMap<>();
  private final Map<String, Integer> done = new HashMap<>();

  @Test
  void eachFileIsDoneOnce() {
    RandomCases.each(
        300,
        random ->
            assertEachIsDoneOnce(
                listOf(random, 0, 60, () -> between(random, 0, 15)), between(random, 1, 60)));
  }

  private void assertEachIsDoneOnce(List<Integer> findings, int batchFiles) {
    begun.clear();
    done.clear();
    List<PendingFile> files = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      ArchiveFile file = new ArchiveFile("/logs/" + i, findings.get(i), 0);
      files.add(new PendingFile(file, PendingFile.Cause.NEW));
    }
    Batches batches =
        new Batches(
            files,
            new IngestSettings(
                Nights.SETTINGS.read(), 1L << 30, batchFiles, 1L << 30, Duration.ZERO));
    int rounds = 0;
    while (!batches.isEmpty()) {
      Batches.Batch batch = batches.next();
      assertThat(batch.files()).hasSizeBetween(1, batchFiles);
      batches.done(batch, read(batch));
      rounds++;
    }

    assertThat(done).hasSize(files.size()).allSatisfy((path, times) -> assertThat(times).isOne());
    // A file is too much together with others once, alone once, and then read alone.
    assertThat(begun.values()).allMatch(times -> times <= 3);
    long tooLarge = findings.stream().filter(found -> found > ROOM).count();
    assertThat(begun.values().stream().mapToLong(times -> times - 1).sum())
        .isLessThanOrEqualTo(rounds + tooLarge);
  }

  /** As one task does it, of a file's findings as its size. */
  private List<Leftover> read(Batches.Batch batch) {
    List<Leftover> left = new ArrayList<>();
    long kept = 0;
    boolean isFull = false;
    for (PendingFile next : batch.files()) {
      String path = next.file().path();
      if (isFull) {
        left.add(new Leftover(path, List.of(), Leftover.Cause.NOT_REACHED));
        continue;
      }
      begun.merge(path, 1, Integer::sum);
      if (batch.files().size() > 1 && kept + next.file().size() > ROOM) {
        isFull = kept > 0;
        left.add(
            new Leftover(
                path,
                List.of(),
                isFull ? Leftover.Cause.TOO_MUCH_TOGETHER : Leftover.Cause.TOO_MUCH_ALONE));
      } else {
        kept += next.file().size();
        done.merge(path, 1, Integer::sum);
      }
    }
    return left;
  }
}
