package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as a .zst file. */
public final class ZstdFuzz {

  private static final AnyPacked PACKED = new AnyPacked(Packing.ZSTD);

  private ZstdFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    PACKED.check(input);
  }
}
