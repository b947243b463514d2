package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as an IIS log. */
public final class IisFuzz {

  private static final AnyLog LOG = new AnyLog();

  private IisFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    LOG.check(input, "u_ex240304.log");
  }
}
