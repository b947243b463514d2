package org.tlssunset.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * The files in a zip archive, by the directory at its end: so an entry that is encrypted or damaged
 * stands in no other's way.
 */
final class ZipEntries implements Closeable {

  private final ZipFile zip;
  private final Iterator<ZipArchiveEntry> entries;

  /** The names of all entries, and those that were given to others of the same name. */
  private final Set<String> names = new HashSet<>();

  private final Set<String> given = new HashSet<>();

  /**
   * @throws IOException if the directory is missing or damaged; the channel is closed then
   */
  ZipEntries(SeekableByteChannel channel) throws IOException {
    try {
      zip = ZipFile.builder().setSeekableByteChannel(channel).setIgnoreLocalFileHeader(true).get();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new ZipException("truncated or damaged zip archive: " + e.getMessage());
    }
    List<ZipArchiveEntry> all = Collections.list(zip.getEntriesInPhysicalOrder());
    all.forEach(entry -> names.add(entry.getName()));
    entries = all.iterator();
  }

  /**
   * A file in it.
   *
   * @param name that no other has: the second one of a name gets {@code #2} behind it
   */
  record Entry(String name, ZipArchiveEntry file) {}

  /** The next file; null after the last. Folders and bookkeeping are passed over. */
  @Nullable Entry next() {
    while (entries.hasNext()) {
      ZipArchiveEntry entry = entries.next();
      if (!entry.isDirectory()
          && Arrays.stream(entry.getName().split("[/\\\\]")).noneMatch(Archive::isBookkeeping)) {
        return new Entry(name(entry.getName()), entry);
      }
    }
    return null;
  }

  private String name(String stored) {
    String name = stored;
    int number = 1;
    while (!given.add(name)) {
      do {
        name = stored + "#" + ++number;
      } while (names.contains(name));
    }
    return name;
  }

  /** An entry's unpacked bytes, checked against its length and checksum at their end. */
  InputStream open(ZipArchiveEntry entry) throws IOException {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new EncryptedException();
    }
    try {
      InputStream unpacked = unpacked(entry);
      if (unpacked == null) {
        throw new ZipException("damaged: there is nothing where the entry should be");
      }
      return new CheckedEntry(unpacked, entry);
    } catch (RuntimeException e) {
      throw new ZipException("damaged: " + e.getMessage());
    }
  }

  /** The archive's reader would let an xz entry ask for any amount of memory. */
  private @Nullable InputStream unpacked(ZipArchiveEntry entry) throws IOException {
    if (entry.getMethod() != ZipMethod.XZ.getCode()) {
      return zip.getInputStream(entry);
    }
    InputStream packed = zip.getRawInputStream(entry);
    return packed == null ? null : Compression.XZ.unpack(packed);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
