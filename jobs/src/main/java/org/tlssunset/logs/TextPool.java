package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns bytes into text, once per distinct value: logs repeat the same few names, addresses and
 * programs, and looking a value up costs less than decoding it.
 *
 * <p>Bytes that are no UTF-8 become the replacement character. The pool forgets everything when it
 * holds {@value #CAPACITY} values, and keeps none longer than {@value #LONGEST} bytes, so its
 * memory is bounded.
 */
final class TextPool {

  private static final int CAPACITY = 1 << 14;
  private static final int LONGEST = 1 << 10;
  private static final int SLOTS = CAPACITY * 2;

  /** What is left of a hash's bits after the highest ones have chosen the slot. */
  private static final int UNUSED_BITS = Long.SIZE - Integer.numberOfTrailingZeros(SLOTS);

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] values = new String[SLOTS];
  private int size;

  /**
   * The text of the bytes from {@code from} to before {@code to}; {@link LogParser#SLACK} bytes
   * more must exist.
   */
  String text(byte[] buffer, int from, int to) {
    if (to - from > LONGEST) {
      return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }
    int slot = (int) (ByteScan.hash(buffer, from, to, 0) >>> UNUSED_BITS);
    byte[] key;
    while ((key = keys[slot]) != null) {
      if (Arrays.equals(key, 0, key.length, buffer, from, to)) {
        return values[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    if (size == CAPACITY) {
      Arrays.fill(keys, null);
      Arrays.fill(values, null);
      size = 0;
      return text;
    }
    size++;
    keys[slot] = Arrays.copyOfRange(buffer, from, to);
    values[slot] = text;
    return text;
  }
}
