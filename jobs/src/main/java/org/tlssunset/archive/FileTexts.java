package org.tlssunset.archive;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The texts that one file holds: one, or one per entry of a zip archive. {@link #next} goes to
 * each, {@link #open} gives it; if that fails, or reading does, the next may still be sound.
 */
final class FileTexts implements AutoCloseable {

  private static final int ENCODING_HEAD = 64;

  /** Read at once: what is told by a file's first bytes, and most of a small one. */
  private static final int READ_AHEAD = 16 * 1024;

  /**
   * One log's text.
   *
   * @param utf8 its bytes, unpacked and in UTF-8; valid until the next one is asked for
   * @param isPlain whether its bytes are the file's own: neither packed nor transcoded
   * @param isUnicode whether it says itself that it is: then no setting says otherwise
   */
  record Text(LogName name, InputStream utf8, boolean isPlain, boolean isUnicode) {}

  private final ArchiveFile file;
  private final @Nullable ZipEntries zip;
  private ZipEntries.@Nullable Entry entry;

  /** What is to be closed before the next text: the file itself, if it is no zip archive. */
  private @Nullable InputStream opened;

  private boolean begun;

  /**
   * @throws IOException if the file cannot be opened, or is a zip archive whose directory cannot be
   *     read
   */
  FileTexts(ArchiveFile file, Store store) throws IOException {
    this.file = file;
    InputStream stored = store.open(file, 0);
    try {
      BufferedInputStream marked = marked(stored);
      if (compression(marked) == Compression.ZIP) {
        stored.close();
        zip = new ZipEntries(store.openChannel(file));
      } else {
        zip = null;
        opened = marked;
      }
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /**
   * Goes to the next text.
   *
   * @return its name; null after the last
   */
  @Nullable LogName next() {
    if (zip != null) {
      close(opened);
      opened = null;
      entry = zip.next();
      return entry == null ? null : new LogName(file.path(), entry.name());
    }
    boolean first = !begun;
    begun = true;
    return first ? new LogName(file.path(), null) : null;
  }

  /**
   * Opens the text that {@link #next} went to.
   *
   * @throws IOException if it is encrypted or damaged
   */
  Text open() throws IOException {
    ZipEntries.Entry inZip = entry;
    LogName name = new LogName(file.path(), inZip == null ? null : inZip.name());
    if (zip != null && inZip != null) {
      opened = marked(zip.open(inZip.file()));
    }
    BufferedInputStream packed = (BufferedInputStream) opened;
    Compression compression = compression(packed);
    InputStream unpacked;
    try {
      unpacked = compression.unpack(packed);
    } catch (RuntimeException e) {
      throw new IOException("damaged: " + e.getMessage(), e);
    }
    opened = unpacked;
    BufferedInputStream text = unpacked == packed ? packed : marked(unpacked);
    byte[] head = new byte[ENCODING_HEAD];
    int length = peek(text, head);
    TextEncoding encoding = TextEncoding.of(head, length);
    boolean plain =
        inZip == null && compression == Compression.NONE && encoding == TextEncoding.UTF8;
    return new Text(name, encoding.toUtf8(text), plain, encoding.isTold(head, length));
  }

  private static BufferedInputStream marked(InputStream in) {
    return new BufferedInputStream(new GuardedStream(in), READ_AHEAD);
  }

  private static Compression compression(BufferedInputStream packed) throws IOException {
    byte[] mark = new byte[Compression.MARK_LENGTH];
    return Compression.of(mark, peek(packed, mark));
  }

  /**
   * @return how many bytes there are to be read, at most as many as {@code head} holds
   */
  private static int peek(BufferedInputStream in, byte[] head) throws IOException {
    in.mark(head.length);
    int length = in.readNBytes(head, 0, head.length);
    in.reset();
    return length;
  }

  @Override
  public void close() {
    close(opened);
    close(zip);
  }

  private static void close(@Nullable Closeable closing) {
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        // It was only read: nothing is lost.
        return;
      }
    }
  }
}
