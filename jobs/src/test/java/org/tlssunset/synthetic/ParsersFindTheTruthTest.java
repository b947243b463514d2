package org.tlssunset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parsers find in an archive what was put into it: no more, no less. */
class ParsersFindTheTruthTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void inACleanArchive(long seed) throws IOException {
    Truth truth = SyntheticArchive.write(folder, ArchiveShape.small().withSeed(seed));

    assertFound(truth, ParsedArchive.read(folder));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereThereAreIntermediaries(boolean nasty) throws IOException {
    Truth truth =
        SyntheticArchive.write(
            folder, ArchiveShape.small().withSeed(9).withNasty(nasty).withIntermediaries());

    assertFound(truth, ParsedArchive.read(folder));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void inTwoWeeksWithSomeCutLines(long seed) throws IOException {
    Truth truth = SyntheticArchive.write(folder, ArchiveShape.small().withSeed(seed).withDays(14));

    assertFound(truth, ParsedArchive.read(folder));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void inANastyArchive(long seed) throws IOException {
    Truth truth =
        SyntheticArchive.write(folder, ArchiveShape.small().withSeed(seed).withNasty(true));

    assertFound(truth, ParsedArchive.read(folder));
  }

  private static void assertFound(Truth truth, Truth found) {
    assertThat(found.counts()).containsExactlyInAnyOrderEntriesOf(truth.counts());
    assertThat(found.files()).containsExactlyInAnyOrderEntriesOf(truth.files());
    assertThat(found.lastLegacyUse()).containsExactlyInAnyOrderEntriesOf(truth.lastLegacyUse());
    assertThat(found.counted()).isEqualTo(truth.counted());
    assertThat(found.notLogs()).containsExactlyInAnyOrderElementsOf(truth.notLogs());
  }
}
