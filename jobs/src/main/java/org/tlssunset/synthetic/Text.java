package org.tlssunset.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line in the making: bytes of UTF-8, without an object per piece. */
public final class Text {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private int length;

  public void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Drops all from {@code newLength} on. */
  void cutTo(int newLength) {
    length = newLength;
  }

  public Text put(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Text of ASCII alone. */
  @SuppressWarnings("deprecation") // The only copy without an object, and right for ASCII.
  public Text put(String ascii) {
    int size = ascii.length();
    room(size);
    ascii.getBytes(0, size, bytes, length);
    length += size;
    return this;
  }

  /** Any text. */
  public Text putText(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  Text put(byte[] encoded) {
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  /** A comma-separated log's field, of ASCII alone. */
  Text putField(String ascii) {
    if (ascii.indexOf('"') >= 0) {
      return put(quoted(ascii));
    }
    return ascii.indexOf(',') < 0 ? put(ascii) : put('"').put(ascii).put('"');
  }

  /** A field as comma-separated logs have it: in quotes, if a comma or a quote is in it. */
  public static String quoted(String field) {
    boolean isBare = field.indexOf(',') < 0 && field.indexOf('"') < 0;
    return isBare ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /** A number that is not negative. */
  Text putNumber(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return putPadded(number, digits);
  }

  /** The last {@code digits} digits of a number that is not negative. */
  Text putPadded(long number, int digits) {
    room(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** The last {@code digits} hexadecimal digits of a number. */
  Text putHex(long number, int digits) {
    room(digits);
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length++] = HEX[(int) (number >>> (4 * i)) & 15];
    }
    return this;
  }

  /** A GUID out of 128 bits. */
  Text putGuid(long high, long low) {
    putHex(high >>> 32, 8).put('-').putHex(high >>> 16, 4).put('-').putHex(high, 4).put('-');
    return putHex(low >>> 48, 4).put('-').putHex(low, 12);
  }

  /** A time of day as {@code HH:mm:ss}. */
  Text putTime(int secondOfDay) {
    putPadded(secondOfDay / 3600, 2).put(':').putPadded(secondOfDay / 60 % 60, 2).put(':');
    return putPadded(secondOfDay % 60, 2);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
