package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** A zip entry's unpacked bytes, whose end is checked against the archive's directory. */
final class CheckedEntry extends BlockStream {

  private final ZipArchiveEntry entry;
  private final CRC32 checksum = new CRC32();
  private long length;

  CheckedEntry(InputStream unpacked, ZipArchiveEntry entry) {
    super(unpacked);
    this.entry = entry;
  }

  @Override
  public int read(byte[] buffer, int from, int count) throws IOException {
    int read = in.read(buffer, from, count);
    if (read >= 0) {
      checksum.update(buffer, from, read);
      length += read;
    } else if (length != entry.getSize()) {
      throw new ZipException("damaged: its length is another");
    } else if (checksum.getValue() != entry.getCrc()) {
      throw new ZipException("damaged: its checksum is another");
    }
    return read;
  }
}
