package org.tlssunset.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    for (BenchArchive.Packing packing :
        List.of(BenchArchive.Packing.NONE, BenchArchive.Packing.GZIP)) {
      Race race = Race.over(packing, archive, SharedSpark.session(), 2, null);

      // A contestant that answers otherwise ends the race.
      List<Measurement> measured = race.run(1, false, folder.resolve("runs"), who -> {});

      assertThat(measured).extracting(Measurement::contestant).containsAll(race.names());
      assertThat(race.names()).startsWith("tls-sunset");
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
