package org.tlssunset.synthetic;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** How a file is packed, quickly rather than small. */
enum Packing {
  NONE(""),
  GZIP(".gz"),
  /** Several gzip members one after the other, as tools that append write them. */
  GZIP_MEMBERS(".gz"),
  BZIP2(".bz2"),
  ZSTD(".zst"),
  XZ(".xz"),
  /** One entry of several in an archive of its server's. */
  ZIP(".zip");

  private final String suffix;

  Packing(String suffix) {
    this.suffix = suffix;
  }

  /** What a file's name ends with that is packed so. */
  String suffix() {
    return suffix;
  }

  /** Packs what is written to it into {@code out}, and closes that at its end. Not for zip. */
  OutputStream into(OutputStream out) throws IOException {
    return switch (this) {
      case NONE, ZIP -> out;
      case GZIP -> new BufferedOutputStream(new QuickGzip(out));
      case GZIP_MEMBERS -> new Members(out);
      case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
      case ZSTD -> new ZstdOutputStream(out, 1);
      case XZ -> new XZOutputStream(out, new LZMA2Options(0));
    };
  }

  private static final class QuickGzip extends GZIPOutputStream {

    QuickGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static final class Members extends OutputStream {

    private static final int MEMBER = 20_000;

    private final OutputStream out;
    private GZIPOutputStream member;
    private int filled;

    Members(OutputStream out) throws IOException {
      this.out = out;
      member = new QuickGzip(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int at = from;
      int left = length;
      while (left > 0) {
        if (filled == MEMBER) {
          member.finish();
          member = new QuickGzip(out);
          filled = 0;
        }
        int part = Math.min(left, MEMBER - filled);
        member.write(bytes, at, part);
        at += part;
        left -= part;
        filled += part;
      }
    }

    @Override
    public void close() throws IOException {
      member.close();
    }
  }
}
