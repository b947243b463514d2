package org.tlssunset.logs.iis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteScan;

/**
 * Finds the spelling that the raw bytes of a line's key columns are, so that only the first line of
 * each is decoded. Lookup makes no object.
 *
 * <p>It is a cache: when its memory is used up it forgets everything, and the rows are found by
 * their facts again.
 */
final class IisSpellings {

  /** How many bytes of keys are kept at most. */
  private static final int MOST_BYTES = 16 << 20;

  /** Longer keys are not kept: a line of a megabyte must not push a thousand others out. */
  private static final int LONGEST = 8 << 10;

  /** How many spellings are kept at most: with facts and last row some 20 MB. */
  private static final int MOST = 100_000;

  private final int[] runs;

  /** All keys, one after the other; each is the kind, then every run with a blank behind it. */
  private byte[] keys = new byte[8 << 10];

  private int keysEnd;
  private int size;

  /** Open addressing; a slot is free where its spelling is null. */
  private @Nullable IisSpelling[] spellings = new IisSpelling[128];

  private long[] hashes = new long[spellings.length];
  private int[] starts = new int[spellings.length];

  /**
   * @param fields the columns of the lines whose spellings are kept here
   */
  IisSpellings(IisFields fields) {
    this.runs = fields.keyRuns();
  }

  /**
   * The hash of a line's key.
   *
   * @param kind what of the key the other columns decided, less than 128
   */
  long hash(byte[] buffer, IisLine line, int kind) {
    long hash = kind;
    for (int run = 0; run < runs.length; run += 2) {
      hash = ByteScan.hash(buffer, line.from(runs[run]), line.to(runs[run + 1]), hash);
    }
    return hash;
  }

  /** The spelling that has this key; null if there was none, or it is forgotten. */
  @Nullable IisSpelling find(byte[] buffer, IisLine line, int kind, long hash) {
    int slot = slot(hash);
    IisSpelling spelling;
    while ((spelling = spellings[slot]) != null) {
      if (hashes[slot] == hash && isKey(starts[slot], buffer, line, kind)) {
        return spelling;
      }
      slot = (slot + 1) & (spellings.length - 1);
    }
    return null;
  }

  /** Remembers the spelling of a key that {@link #find} did not find. */
  void put(byte[] buffer, IisLine line, int kind, long hash, IisSpelling spelling) {
    int length = 1;
    for (int run = 0; run < runs.length; run += 2) {
      length += line.to(runs[run + 1]) - line.from(runs[run]) + 1;
    }
    if (length > LONGEST) {
      return;
    }
    if (size == MOST || keysEnd + length > MOST_BYTES) {
      forget();
    }
    if (keysEnd + length > keys.length) {
      keys = Arrays.copyOf(keys, keys.length * 2);
    }
    if (size * 2 == spellings.length) {
      grow();
    }
    int slot = freeSlot(hash);
    spellings[slot] = spelling;
    hashes[slot] = hash;
    starts[slot] = keysEnd;
    size++;
    append(buffer, line, kind);
  }

  private boolean isKey(int start, byte[] buffer, IisLine line, int kind) {
    // A run has a fixed number of blanks in it. So where the bytes agree up to a run's end and a
    // blank follows in the key, the key's run ends there too.
    if (keys[start] != kind) {
      return false;
    }
    int at = start + 1;
    for (int run = 0; run < runs.length; run += 2) {
      int from = line.from(runs[run]);
      int to = line.to(runs[run + 1]);
      int end = at + to - from;
      if (end >= keysEnd || keys[end] != ' ' || !Arrays.equals(keys, at, end, buffer, from, to)) {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  private void append(byte[] buffer, IisLine line, int kind) {
    keys[keysEnd++] = (byte) kind;
    for (int run = 0; run < runs.length; run += 2) {
      int from = line.from(runs[run]);
      int length = line.to(runs[run + 1]) - from;
      System.arraycopy(buffer, from, keys, keysEnd, length);
      keysEnd += length;
      keys[keysEnd++] = ' ';
    }
  }

  private void forget() {
    Arrays.fill(spellings, null);
    size = 0;
    keysEnd = 0;
  }

  private void grow() {
    @Nullable IisSpelling[] oldSpellings = spellings;
    long[] oldHashes = hashes;
    int[] oldStarts = starts;
    spellings = new IisSpelling[oldSpellings.length * 2];
    hashes = new long[spellings.length];
    starts = new int[spellings.length];
    for (int old = 0; old < oldSpellings.length; old++) {
      if (oldSpellings[old] != null) {
        int slot = freeSlot(oldHashes[old]);
        spellings[slot] = oldSpellings[old];
        hashes[slot] = oldHashes[old];
        starts[slot] = oldStarts[old];
      }
    }
  }

  private int freeSlot(long hash) {
    int slot = slot(hash);
    while (spellings[slot] != null) {
      slot = (slot + 1) & (spellings.length - 1);
    }
    return slot;
  }

  private int slot(long hash) {
    return (int) (hash >>> 32) & (spellings.length - 1);
  }
}
