package org.tlssunset.archive;

import java.io.IOException;

/** What is to be read is encrypted. */
final class EncryptedException extends IOException {

  private static final long serialVersionUID = 1;

  EncryptedException() {
    super("encrypted");
  }
}
