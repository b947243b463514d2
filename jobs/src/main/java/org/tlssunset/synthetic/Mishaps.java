package org.tlssunset.synthetic;

/**
 * What goes wrong while one log is written. In an archive that is not nasty next to nothing does:
 * from the sixth day on a line in some thousand is cut short.
 */
public final class Mishaps {

  private static final int HEALTHY_DAYS = 5;
  private static final int RARELY = 4_000;

  private final boolean isNasty;
  private final Dice dice;

  public Mishaps(ArchiveShape shape, Dice dice) {
    isNasty = shape.nasty();
    this.dice = dice;
  }

  /** Whether the next line is cut short; {@code day} is that of the archive, from 0. */
  public boolean cutsLine(int day) {
    return isNasty ? dice.oneIn(200) : day >= HEALTHY_DAYS && dice.oneIn(RARELY);
  }

  /** Whether NUL bytes stand in the next line's place. */
  public boolean leavesHole() {
    return isNasty && dice.oneIn(300);
  }

  /** Whether an empty line comes next. */
  public boolean leavesBlank() {
    return isNasty && dice.oneIn(300);
  }

  /** Whether whoever copied the next line has doubled a blank in it, and left one at its end. */
  public boolean doublesBlanks() {
    return isNasty && dice.oneIn(100);
  }

  /** Whether the server is started again, or its logging set up anew. */
  public boolean restarts() {
    return isNasty && dice.oneIn(150);
  }

  /** Whether the file ends in mid-line. */
  public boolean endsInLine() {
    return isNasty && dice.oneIn(3);
  }

  /** Whether no line end follows the file's last line. */
  public boolean forgetsLineEnd() {
    return isNasty && dice.oneIn(3);
  }

  /** Puts a hole into a line: before it, or all over it. */
  public void hole(Text line) {
    int length = 1 + dice.below(200);
    String before = dice.oneIn(2) ? line.toString() : "";
    line.clear();
    for (int i = 0; i < length; i++) {
      line.put('\0');
    }
    line.putText(before);
  }

  /** Cuts a line within its first columns, so many that it has at most {@code columns} left. */
  public void cut(Text line, char separator, int columns) {
    int end = 0;
    for (int seen = 0; end < line.length(); end++) {
      if (line.bytes()[end] == separator && ++seen == columns) {
        break;
      }
    }
    line.cutTo(1 + dice.below(end));
    // Not within a character.
    while ((line.bytes()[line.length() - 1] & 0x80) != 0) {
      line.cutTo(line.length() - 1);
    }
  }

  Dice dice() {
    return dice;
  }
}
