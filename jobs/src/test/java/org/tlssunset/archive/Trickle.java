package org.tlssunset.archive;

import java.io.ByteArrayInputStream;

/** Hands out few bytes at a time. */
final class Trickle extends ByteArrayInputStream {

  private final int mostAtOnce;

  Trickle(byte[] text, int mostAtOnce) {
    super(text);
    this.mostAtOnce = mostAtOnce;
  }

  @Override
  public synchronized int read(byte[] buffer, int from, int length) {
    return super.read(buffer, from, Math.min(length, mostAtOnce));
  }
}
