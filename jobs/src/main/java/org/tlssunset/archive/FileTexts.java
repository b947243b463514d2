package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The texts that one file holds, unpacked and in UTF-8: one, or one per entry of a zip archive. */
final class FileTexts implements AutoCloseable {

  private static final int ENCODING_HEAD = 64;

  /**
   * One log's text.
   *
   * @param isPlain whether its bytes are the file's own: neither packed nor transcoded
   */
  record Text(LogName name, InputStream utf8, boolean isPlain) {}

  private final ArchiveFile file;
  private final InputStream stored;
  private final Compression compression;
  private final InputStream unpacked;
  private boolean begun;

  /** The name of the entry in hand, for telling what could not be read. */
  private LogName current;

  FileTexts(ArchiveFile file, InputStream stored) throws IOException {
    this.file = file;
    this.stored = stored;
    current = new LogName(file.path(), null);
    byte[] mark = new byte[Compression.MARK_LENGTH];
    PushbackInputStream packed = new PushbackInputStream(stored, mark.length);
    int length = packed.readNBytes(mark, 0, mark.length);
    packed.unread(mark, 0, length);
    compression = Compression.of(mark, length);
    try {
      unpacked =
          compression == Compression.ZIP ? new ZipInputStream(packed) : compression.unpack(packed);
    } catch (RuntimeException e) {
      throw new IOException("damaged: " + e.getMessage(), e);
    }
  }

  /** The next text; null after the last. */
  @Nullable Text next() throws IOException {
    if (unpacked instanceof ZipInputStream zip) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && entry.isDirectory()) {
        entry = zip.getNextEntry();
      }
      if (entry == null) {
        return null;
      }
      current = new LogName(file.path(), entry.getName());
    } else if (begun) {
      return null;
    }
    begun = true;
    byte[] head = new byte[ENCODING_HEAD];
    PushbackInputStream text = new PushbackInputStream(new GuardedStream(unpacked), head.length);
    int length = text.readNBytes(head, 0, head.length);
    text.unread(head, 0, length);
    TextEncoding encoding = TextEncoding.of(head, length);
    boolean plain = compression == Compression.NONE && encoding == TextEncoding.UTF8;
    return new Text(current, plain ? text : encoding.toUtf8(text), plain);
  }

  /** What is being read. */
  LogName current() {
    return current;
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
