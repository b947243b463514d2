package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.tlssunset.logs.LogFormat;

/** Any plain IIS log in slices of any length tells what it tells as a whole. */
public final class SlicesFuzz {

  private static final Scratch SCRATCH = new Scratch();
  private static final LogReader READER = Reading.reader();
  private static final int MOST_SLICES = 20;

  private SlicesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    ArchiveFile file = SCRATCH.file("u_ex240304.log", input);
    LogReader.Probe probe = READER.probe(file);
    LogFormat format = probe.format();
    if (format != null && format.splittable() && probe.isPlain()) {
      int least = 1 + input.length / MOST_SLICES;
      int length = least + new Random(Arrays.hashCode(input)).nextInt(input.length);
      SliceTest.assertSlicesTellTheSame(file, length);
    } else {
      assertThat(probe.reason() == null || !probe.reason().isEmpty()).isTrue();
    }
  }
}
