package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.synthetic.Truth;

/** The truth that the generator tells of its archives is what DuckDB counts in their lines. */
class DuckDbTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countsWhatTheGeneratorSaysItWrote(long seed) throws Exception {
    Truth truth = SyntheticArchive.write(folder, ArchiveShape.small().withSeed(seed));

    assertThat(DuckDbCount.of(folder)).containsExactlyInAnyOrderEntriesOf(truth.counts());
  }

  @Test
  void soItIsWhereThereAreIntermediaries() throws Exception {
    Truth truth =
        SyntheticArchive.write(folder, ArchiveShape.small().withSeed(4).withIntermediaries());

    assertThat(DuckDbCount.of(folder)).containsExactlyInAnyOrderEntriesOf(truth.counts());
  }
}
