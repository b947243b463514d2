package org.tlssunset.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is packed: told by its first bytes, whatever its name says. */
enum Compression {
  NONE,
  GZIP,
  ZIP,
  BZIP2,
  ZSTD,
  XZ;

  /** The longest mark. */
  static final int MARK_LENGTH = 6;

  /** Unpacking in small pieces costs more calls than work. */
  private static final int INPUT_BYTES = 64 * 1024;

  /**
   * What unpacking one xz file may take of the memory: {@code xz -9} asks for 65 MiB, a damaged
   * header for anything. (zstd's own bound is 128 MiB, outside of the heap; the others need less.)
   */
  private static final int XZ_KIB = 128 * 1024;

  /**
   * @param length how many bytes of {@code head} are filled
   */
  static Compression of(byte[] head, int length) {
    if (begins(head, length, 0x1f, 0x8b, 0x08)) {
      return GZIP;
    }
    // An archive's first entry; the end of one without entries; the first volume of several.
    if (begins(head, length, 'P', 'K', 3, 4)
        || begins(head, length, 'P', 'K', 5, 6)
        || begins(head, length, 'P', 'K', 7, 8)) {
      return ZIP;
    }
    if (begins(head, length, 'B', 'Z', 'h') && length > 3 && head[3] >= '1' && head[3] <= '9') {
      return BZIP2;
    }
    // pzstd begins with a skippable frame.
    if (begins(head, length, 0x28, 0xb5, 0x2f, 0xfd)
        || (length > 0 && begins(head, length, 0x50 | head[0] & 0x0f, 0x2a, 0x4d, 0x18))) {
      return ZSTD;
    }
    return begins(head, length, 0xfd, '7', 'z', 'X', 'Z', 0) ? XZ : NONE;
  }

  private static boolean begins(byte[] head, int length, int... mark) {
    if (length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The unpacked bytes; of all members, where a format allows several. Zip archives stay as they
   * are. To close the result is to close {@code packed}.
   */
  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE, ZIP -> packed;
      case GZIP -> new GzipStream(packed);
      // Reads byte by byte.
      case BZIP2 ->
          new BZip2CompressorInputStream(new BufferedInputStream(packed, INPUT_BYTES), true);
      case ZSTD -> new ZstdStream(packed);
      case XZ -> new XZInputStream(new BufferedInputStream(packed, INPUT_BYTES), XZ_KIB);
    };
  }
}
