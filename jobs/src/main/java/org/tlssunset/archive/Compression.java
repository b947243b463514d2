package org.tlssunset.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is packed: told by its first bytes, whatever its name says. */
enum Compression {
  NONE,
  GZIP(0x1f, 0x8b, 0x08),
  ZIP('P', 'K', 0x03, 0x04),
  BZIP2('B', 'Z', 'h'),
  ZSTD(0x28, 0xb5, 0x2f, 0xfd),
  XZ(0xfd, '7', 'z', 'X', 'Z', 0x00);

  /** The longest mark. */
  static final int MARK_LENGTH = 6;

  /** Unpacking in small pieces costs more calls than work. */
  private static final int INPUT_BYTES = 64 * 1024;

  private final int[] mark;

  Compression(int... mark) {
    this.mark = mark;
  }

  /**
   * @param length how many bytes of {@code head} are filled
   */
  static Compression of(byte[] head, int length) {
    for (Compression compression : values()) {
      if (compression != NONE && compression.marks(head, length)) {
        return compression;
      }
    }
    return NONE;
  }

  private boolean marks(byte[] head, int length) {
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

  /** The unpacked bytes; of all members, where a format allows several. Not for zip archives. */
  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE, ZIP -> packed;
      case GZIP -> new GZIPInputStream(packed, INPUT_BYTES);
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case ZSTD -> new ZstdInputStream(packed);
      case XZ -> new XZInputStream(packed);
    };
  }
}
