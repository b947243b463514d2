package org.tlssunset.logs;

import java.util.Arrays;

/**
 * Turns bytes into text, once per distinct value: logs repeat the same few names, addresses and
 * programs, and looking a value up costs less than decoding it.
 *
 * <p>The pool forgets everything when it holds {@value #CAPACITY} values, and keeps none longer
 * than {@value #LONGEST} bytes, so its memory is bounded.
 */
public final class TextPool {

  private static final int CAPACITY = 1 << 14;
  private static final int LONGEST = 1 << 10;
  private static final int SLOTS = CAPACITY * 2;

  /** What is left of a hash's bits after the highest ones have chosen the slot. */
  private static final int UNUSED_BITS = Long.SIZE - Integer.numberOfTrailingZeros(SLOTS);

  private final ByteText texts;
  private final byte[][] keys = new byte[SLOTS][];
  private final String[] values = new String[SLOTS];
  private int size;

  /**
   * @param texts what the bytes of all logs mean that this pool serves
   */
  public TextPool(ByteText texts) {
    this.texts = texts;
  }

  /**
   * The text of the bytes from {@code from} to before {@code to}; {@link LogParser#SLACK} bytes
   * more must exist.
   */
  public String text(byte[] buffer, int from, int to) {
    if (to - from > LONGEST) {
      return texts.text(buffer, from, to);
    }
    int slot = (int) (ByteScan.hash(buffer, from, to, 0) >>> UNUSED_BITS);
    byte[] key;
    while ((key = keys[slot]) != null) {
      if (Arrays.equals(key, 0, key.length, buffer, from, to)) {
        return values[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    String text = texts.text(buffer, from, to);
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
