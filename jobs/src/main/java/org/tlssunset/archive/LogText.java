package org.tlssunset.archive;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.util.CrcComposer;
import org.apache.hadoop.util.DataChecksum;

/**
 * A log's text, or a slice of it, apart from what it says.
 *
 * @param offset where the text begins in the log's: 0 unless it is a slice of it
 * @param bytes how long it is, unpacked and in UTF-8
 * @param checksum CRC-32C of all of it
 * @param marks CRC-32C of its beginnings, up to each {@linkplain TextChecksum mark} of the log
 * @param waits whether its last line was left unread, for that has no end yet
 */
public record LogText(long offset, long bytes, int checksum, List<Mark> marks, boolean waits)
    implements Serializable {

  /**
   * A beginning of the text.
   *
   * @param at how far it goes in the log's text, in bytes
   */
  public record Mark(long at, int checksum) implements Serializable {}

  /** No text. */
  public static final LogText NONE = new LogText(0, 0, 0, List.of(), false);

  public LogText {
    marks = List.copyOf(marks);
  }

  /** A whole text of which only this is known. */
  public static LogText of(Fingerprint known) {
    List<Mark> marks = new ArrayList<>();
    int last = known.checksums().size() - 1;
    for (int i = 0; i < last; i++) {
      marks.add(new Mark(TextChecksum.FIRST_MARK << i, known.checksums().get(i)));
    }
    return new LogText(0, known.bytes(), known.checksums().get(last), marks, false);
  }

  /** This and the slice that follows, as one. */
  public LogText plus(LogText next) {
    List<Mark> all = new ArrayList<>(marks);
    for (Mark mark : next.marks) {
      all.add(new Mark(mark.at, compose(mark.checksum, mark.at - next.offset)));
    }
    return new LogText(
        offset,
        bytes + next.bytes,
        compose(next.checksum, next.bytes),
        all,
        // The slice waits that the last line begins in; those that it goes on in hold no line.
        waits || next.waits);
  }

  /** The checksum of this text and a following one. */
  private int compose(int next, long length) {
    if (length == 0 || bytes == 0) {
      return length == 0 ? checksum : next;
    }
    CrcComposer composer = CrcComposer.newCrcComposer(DataChecksum.Type.CRC32C, length);
    composer.update(checksum, bytes);
    composer.update(next, length);
    return ByteBuffer.wrap(composer.digest()).getInt();
  }

  /** What the text is compared with others by. */
  public Fingerprint fingerprint() {
    List<Integer> checksums = new ArrayList<>();
    marks.forEach(mark -> checksums.add(mark.checksum));
    checksums.add(checksum);
    return new Fingerprint(bytes, checksums);
  }
}
