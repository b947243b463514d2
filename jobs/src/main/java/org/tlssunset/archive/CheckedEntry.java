package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** A zip entry's unpacked bytes, whose end is checked against the archive's directory. */
final class CheckedEntry extends CheckedInputStream {

  private final ZipArchiveEntry entry;
  private long length;

  CheckedEntry(InputStream unpacked, ZipArchiveEntry entry) {
    super(unpacked, new CRC32());
    this.entry = entry;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int count) throws IOException {
    int read = super.read(buffer, from, count);
    if (read >= 0) {
      length += read;
    } else if (length != entry.getSize()) {
      throw new ZipException("damaged: its length is another");
    } else if (getChecksum().getValue() != entry.getCrc()) {
      throw new ZipException("damaged: its checksum is another");
    }
    return read;
  }
}
