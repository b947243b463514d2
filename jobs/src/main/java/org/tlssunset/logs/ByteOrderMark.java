package org.tlssunset.logs;

/** What may stand before a text in UTF-8, and before each of several that were put together. */
public final class ByteOrderMark {

  /** How many bytes it has. */
  public static final int LENGTH = 3;

  /** The first of them. */
  public static final byte FIRST = (byte) 0xEF;

  /** The same as a character. */
  public static final char CHARACTER = '\uFEFF';

  private ByteOrderMark() {}

  /**
   * Whether it stands in a buffer.
   *
   * @param from where its first byte would be
   * @param to where the text ends
   */
  public static boolean isAt(byte[] buffer, int from, int to) {
    return to - from >= LENGTH
        && buffer[from] == FIRST
        && buffer[from + 1] == (byte) 0xBB
        && buffer[from + 2] == (byte) 0xBF;
  }

  /** A line without it. */
  static String before(String line) {
    return !line.isEmpty() && line.charAt(0) == CHARACTER ? line.substring(1) : line;
  }
}
