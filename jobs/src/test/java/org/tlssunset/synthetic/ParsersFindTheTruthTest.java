package org.tlssunset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
    assertThat(others(found, truth)).isEqualTo(others(truth, found));
    assertThat(found.notLogs()).containsExactlyInAnyOrderElementsOf(truth.notLogs());
  }

  /** What one tells of a month's uses that the other does not. */
  private static Map<Truth.MonthlyUse, Long> others(Truth one, Truth other) {
    Map<Truth.MonthlyUse, Long> others = new HashMap<>(one.requests());
    others.entrySet().removeAll(other.requests().entrySet());
    return others;
  }
}
