package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as a .bz2 file. */
public final class Bzip2Fuzz {

  private static final AnyPacked PACKED = new AnyPacked(Packing.BZIP2);

  private Bzip2Fuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    PACKED.check(input);
  }
}
