package org.tlssunset.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.warehouse.SharedSpark;

/** The benchmark compares what is comparable: its contestants come to the same answer. */
class BenchTest {

  private static final long BYTES = 1_000_000;

  @TempDir private Path folder;

  @Test
  void allContestantsAnswerAlike() throws Exception {
    BenchArchive archive = BenchArchive.of(folder, BYTES);
    Race race =
        Race.over(
            BenchArchive.Packing.NONE,
            archive,
            SharedSpark.session(),
            SharedSpark::emptyWarehouse,
            2,
            null);

    // A contestant that answers otherwise ends the race.
    List<Measurement> measured = race.run(1, false, folder.resolve("runs"), who -> {});

    assertThat(measured).extracting(Measurement::contestant).containsAll(race.names());
    assertThat(race.names()).startsWith("tls-sunset", "DuckDB", "plain Spark");
  }

  @Test
  void packedCopiesHoldTheSameLines() throws Exception {
    BenchArchive archive = BenchArchive.of(folder, BYTES);
    long lines = 0;
    for (Path file : Folders.files(archive.path(BenchArchive.Packing.NONE))) {
      try (Stream<String> all = Files.lines(file)) {
        lines += all.count();
      }
    }
    List<Command> commands =
        Stream.of(BenchArchive.Packing.GZIP, BenchArchive.Packing.ZSTD)
            .flatMap(packing -> Command.over(packing, archive.path(packing), 2).stream())
            .filter(Command::isHere)
            .toList();
    assumeThat(commands).as("zcat or zstdcat on this machine").isNotEmpty();

    for (Command command : commands) {
      try (Laps laps = new Laps(folder)) {
        command.run(folder, laps);
        assertThat(laps.laps()).extracting(Laps.Lap::step).containsExactly(Step.COUNTS);
      }
      assertThat(command.answer(folder).counts())
          .isEqualTo(Map.of(Question.LINES, Map.of("lines", lines)));
    }
  }

  @Test
  void aDifferentAnswerIsTold() {
    Answer one = new Answer(Map.of(Question.VERSIONS, Map.of("TLS 1.0", 2L, "TLS 1.2", 5L)));
    Answer other = new Answer(Map.of(Question.VERSIONS, Map.of("TLS 1.0", 3L, "TLS 1.2", 5L)));

    assertThat(one.difference(one)).isEmpty();
    assertThat(one.difference(other)).hasValue("VERSIONS: TLS 1.0 is 2, not 3");
  }
}
