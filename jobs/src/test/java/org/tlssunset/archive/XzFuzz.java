package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as an .xz file. */
public final class XzFuzz {

  private static final AnyPacked PACKED = new AnyPacked(Packing.XZ);

  private XzFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    PACKED.check(input);
  }
}
