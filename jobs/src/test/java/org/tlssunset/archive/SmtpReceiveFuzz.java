package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as a log of mail that was received. */
public final class SmtpReceiveFuzz {

  private static final AnyLog LOG = new AnyLog();

  private SmtpReceiveFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    LOG.check(input, "RECV20240304-1.LOG");
  }
}
