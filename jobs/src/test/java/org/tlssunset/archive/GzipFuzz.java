package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as a .gz file. */
public final class GzipFuzz {

  private static final AnyPacked PACKED = new AnyPacked(Packing.GZIP);

  private GzipFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    PACKED.check(input);
  }
}
