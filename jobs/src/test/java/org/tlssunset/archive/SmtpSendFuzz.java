package org.tlssunset.archive;

import java.io.IOException;

/** Any bytes as a log of mail that was sent. */
public final class SmtpSendFuzz {

  private static final AnyLog LOG = new AnyLog();

  private SmtpSendFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    LOG.check(input, "SEND20240304-1.LOG");
  }
}
