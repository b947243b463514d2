package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.zip.CRC32C;

/** Sums up the beginnings of a log's text, by reading it once more. */
public final class TextBeginning {

  private static final int BUFFER = 1 << 16;

  private TextBeginning() {}

  /**
   * CRC-32C of a log's text as far as each of the given lengths, unpacked and in UTF-8.
   *
   * @param lengths in bytes
   * @return by length; without those that the text does not reach
   * @throws IOException if it is gone, or cannot be read so far
   */
  public static Map<Long, Integer> checksums(
      Stores stores, ArchiveFile file, LogName log, SortedSet<Long> lengths) throws IOException {
    try (FileTexts texts = new FileTexts(file, stores.of(file.path()))) {
      LogName next = texts.next();
      while (next != null && !next.equals(log)) {
        next = texts.next();
      }
      return next == null ? Map.of() : checksums(texts.open().utf8(), lengths);
    }
  }

  private static Map<Long, Integer> checksums(InputStream text, SortedSet<Long> lengths)
      throws IOException {
    Map<Long, Integer> checksums = new HashMap<>();
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    long at = 0;
    for (long length : lengths) {
      while (at < length) {
        int count = text.read(buffer, 0, (int) Math.min(buffer.length, length - at));
        if (count < 0) {
          return checksums;
        }
        sum.update(buffer, 0, count);
        at += count;
      }
      checksums.put(length, (int) sum.getValue());
    }
    return checksums;
  }
}
