package org.tlssunset.archive;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Packed files that may hold logs and cannot be opened, told by their first bytes. */
enum PackedFile {
  SEVEN_ZIP("7-Zip", 0, "7z\274\257\'\34"),
  RAR("RAR", 0, "Rar!\32\7"),
  CABINET("Windows cabinet", 0, "MSCF\0\0\0\0"),
  /** Its entries would be recognised as one log, with the headers of the tar in between. */
  TAR("tar", 257, "ustar"),
  COMPRESS("compress (.Z)", 0, "\37\235"),
  LZIP("lzip", 0, "LZIP\1"),
  LZ4("LZ4", 0, "\4\"M\30");

  private static final PackedFile[] ALL = values();

  private final String title;
  private final int at;
  private final byte[] mark;

  /**
   * @param at where the mark stands, in bytes from the file's first
   * @param mark a byte for each character
   */
  PackedFile(String title, int at, String mark) {
    this.title = title;
    this.at = at;
    this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * What is to be said of a file that is one of these; null if it is none.
   *
   * @param length how many bytes of {@code head} are filled
   */
  static @Nullable String of(byte[] head, int length) {
    for (PackedFile kind : ALL) {
      if (kind.fits(head, length)) {
        return "is a %s archive, which cannot be opened here: unpack it, or pack it as .gz or .zip"
            .formatted(kind.title);
      }
    }
    return null;
  }

  private boolean fits(byte[] head, int length) {
    if (length < at + mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if (head[at + i] != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
