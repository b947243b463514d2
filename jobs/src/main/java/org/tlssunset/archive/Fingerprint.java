package org.tlssunset.archive;

import java.util.List;

/**
 * What two logs' texts are compared by, to find the same log under another name.
 *
 * @param bytes how long the text is, unpacked and in UTF-8
 * @param checksums CRC-32C of its beginnings of 2, 4, 8 … KiB, as far as it goes; then of all
 */
public record Fingerprint(long bytes, List<Integer> checksums) {

  public Fingerprint {
    checksums = List.copyOf(checksums);
  }

  /** The same for all texts that begin alike: those that {@link #mayBegin} can hold of. */
  public int key() {
    return checksums.get(0);
  }

  /** CRC-32C of the whole text. */
  public int checksum() {
    return checksums.get(checksums.size() - 1);
  }

  /**
   * Whether this text is the other, or may be the other's beginning: as a log is that was read
   * while it was still being written. Equal lengths are compared as a whole; of a shorter text only
   * what comes before its last mark is, so that it takes another look at the longer one to know. It
   * is taken for nobody's beginning if it is too short for a mark.
   */
  public boolean mayBegin(Fingerprint other) {
    if (bytes == other.bytes) {
      return checksums.equals(other.checksums);
    }
    int marks = checksums.size() - 1;
    return bytes < other.bytes
        && marks > 0
        && checksums.subList(0, marks).equals(other.checksums.subList(0, marks));
  }
}
