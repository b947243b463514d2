package org.tlssunset.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks a gzip file: all its members, each checked against its length and checksum.
 *
 * <p>Java's own stream takes a damaged member after the first for the file's end, and whatever else
 * follows with it: lines would be lost and nobody told. Here only zeros may follow the last member,
 * as tapes and some copying tools leave them.
 */
final class GzipStream extends BlockStream {

  private static final int INPUT_BYTES = 64 * 1024;

  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final byte[] input = new byte[INPUT_BYTES];
  private int at;
  private int filled;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private boolean ended;

  GzipStream(InputStream in) throws IOException {
    super(in);
    nextMember();
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      try {
        int count = inflater.inflate(buffer, from, length);
        if (count > 0) {
          checksum.update(buffer, from, count);
          return count;
        }
      } catch (DataFormatException e) {
        throw new ZipException("damaged: " + e.getMessage());
      }
      if (inflater.needsDictionary()) {
        throw new ZipException("damaged: it asks for a dictionary");
      }
      if (inflater.finished()) {
        at = filled - inflater.getRemaining();
        checkTrailer();
        nextMember();
      } else if (inflater.needsInput()) {
        if (!fill()) {
          throw new EOFException("truncated gzip member");
        }
        inflater.setInput(input, 0, filled);
      }
    }
    return -1;
  }

  /** Reads the next member's header; at the file's end there is none. */
  private void nextMember() throws IOException {
    int first = at < filled || fill() ? next() : -1;
    while (first == 0) {
      first = at < filled || fill() ? next() : -1;
    }
    if (first < 0) {
      ended = true;
      return;
    }
    if (first != 0x1f || next() != 0x8b || next() != DEFLATE) {
      throw new ZipException("damaged: what follows a gzip member is none");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("damaged: a gzip header with unknown flags");
    }
    skip(6); // time, compression level, operating system
    if ((flags & HAS_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
    inflater.setInput(input, at, filled - at);
  }

  private void checkTrailer() throws IOException {
    long written = inflater.getBytesWritten();
    if (fourBytes() != checksum.getValue()) {
      throw new ZipException("damaged: its checksum is another");
    }
    if (fourBytes() != (written & 0xffffffffL)) {
      throw new ZipException("damaged: its length is another");
    }
  }

  private long fourBytes() throws IOException {
    long low = next() | next() << 8;
    long high = next() | next() << 8;
    return low | high << 16;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int b = next();
    while (b != 0) {
      b = next();
    }
  }

  private int next() throws IOException {
    if (at == filled && !fill()) {
      throw new EOFException("truncated gzip member");
    }
    return input[at++] & 0xff;
  }

  /**
   * @return false at the file's end
   */
  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, in.read(input, 0, input.length));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    super.close();
  }
}
