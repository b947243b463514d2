package org.tlssunset.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds line ends eight bytes at a time: in a long, {@code x - 0x01…01 & ~x & 0x80…80} marks the
 * zero bytes of {@code x}, of which the lowest mark is always true.
 */
final class LineEnds {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long PATTERN = '\n' * ONES;

  private LineEnds() {}

  /**
   * The index of the first {@code '\n'} from {@code from} to before {@code to}; else {@code to}.
   */
  static int next(byte[] buffer, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long x = (long) LONGS.get(buffer, at) ^ PATTERN;
      long marks = (x - ONES) & ~x & HIGHS;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (at < to && buffer[at] != '\n') {
      at++;
    }
    return at;
  }
}
