package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as a .zip file. */
public final class ZipFuzz {

  private static final AnyPacked PACKED = new AnyPacked(Packing.ZIP);

  private ZipFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    PACKED.check(input);
  }
}
