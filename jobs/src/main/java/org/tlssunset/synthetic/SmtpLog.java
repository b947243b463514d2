package org.tlssunset.synthetic;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** One SMTP protocol log of a server: sessions come in, their lines go out in the order of time. */
final class SmtpLog {

  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;

  /** The first lines of a log without a header tell its format, so they stay whole. */
  private static final int SAFE_LINES = 8;

  /** A line with so few columns is damaged for sure. */
  private static final int FEWEST_COLUMNS = 6;

  private static final List<SmtpLayout> LAYOUTS = List.of(SmtpLayout.values());

  /** A session and when it came: sessions of one moment keep their order. */
  private record Waiting(SmtpSession session, long number) implements Comparable<Waiting> {

    @Override
    public int compareTo(Waiting other) {
      int order = Long.compare(session.nextTime(), other.session.nextTime());
      return order == 0 ? Long.compare(number, other.number) : order;
    }
  }

  private final ArchiveShape shape;
  private final String place;
  private final boolean isSend;
  private final boolean isHourly;
  private final Shelf shelf;
  private final Tally tally;
  private final Mishaps mishaps;
  private final long firstDay;
  private final Text line = new Text();
  private final PriorityQueue<Waiting> sessions = new PriorityQueue<>();

  private final long fullAt;
  private SmtpLayout layout = SmtpLayout.STANDARD;
  private int part;
  private long number;
  private long period = -1;
  private long day = -1;
  private String date = "";
  private @Nullable LogFile file;

  /**
   * @param place its folder
   * @param isHourly whether it has a file an hour, and not a file a day
   */
  SmtpLog(
      ArchiveShape shape,
      String place,
      boolean isSend,
      boolean isHourly,
      Shelf shelf,
      Tally tally,
      Dice dice) {
    this.shape = shape;
    this.place = place;
    this.isSend = isSend;
    this.isHourly = isHourly;
    this.shelf = shelf;
    this.tally = tally;
    mishaps = new Mishaps(shape, dice);
    fullAt = shape.nasty() ? 1_000 : 1_000_000;
    firstDay = shape.firstDay().toEpochDay();
  }

  void add(SmtpSession session) {
    sessions.add(new Waiting(session, number++));
  }

  /** Writes all lines that happen before a moment, milliseconds since 1970. */
  void writeUntil(long time) throws IOException {
    Waiting waiting;
    while ((waiting = sessions.peek()) != null && waiting.session().nextTime() < time) {
      sessions.remove();
      write(waiting.session());
      if (waiting.session().advance()) {
        sessions.add(waiting);
      } else {
        waiting.session().conclude(tally);
      }
    }
  }

  private void write(SmtpSession session) throws IOException {
    if (session.isNextLost()) {
      return;
    }
    long time = session.nextTime();
    LogFile open = file;
    boolean isNewFile = open == null || isOver(open, time);
    if (open != null && isNewFile) {
      boolean endsInLine = !session.isFragile() && mishaps.endsInLine();
      if (endsInLine) {
        put(session);
        mishaps.cut(line, ',', FEWEST_COLUMNS);
        open.reject(line);
      }
      close(open, !endsInLine);
      if (endsInLine) {
        return;
      }
    }
    LogFile into = open == null || isNewFile ? begin(time) : open;
    if (mishaps.restarts()) {
      layout = into.form().hasHeader() ? mishaps.dice().oneOf(LAYOUTS) : layout;
      header(into, time);
    }
    if (mishaps.leavesBlank()) {
      line.clear();
      into.comment(line);
    }
    put(session);
    if (into.lines() >= SAFE_LINES && !session.isFragile()) {
      int inArchive = (int) (time / DAY - firstDay);
      if (mishaps.cutsLine(inArchive)) {
        mishaps.cut(line, ',', FEWEST_COLUMNS);
        into.reject(line);
        return;
      }
      if (mishaps.leavesHole()) {
        mishaps.hole(line);
        into.reject(line);
        return;
      }
    }
    long lineNumber = into.use(line);
    session
        .evidence()
        .line(
            session.nextEvent(),
            session.nextNumber(),
            session.loggedTime(),
            into.path(),
            lineNumber);
  }

  private void put(SmtpSession session) {
    long time = session.loggedTime();
    dateOf(time);
    line.clear();
    putTime(time);
    session.put(line, layout);
  }

  private void putTime(long time) {
    line.put(date).put('T').putTime((int) (time % DAY / 1000)).put('.');
    line.putPadded(time % 1000, 3).put('Z');
  }

  private void dateOf(long time) {
    if (time / DAY != day) {
      day = time / DAY;
      date = LocalDate.ofEpochDay(day).toString();
    }
  }

  /** Whether a line of this time belongs into another file. */
  private boolean isOver(LogFile open, long time) {
    return time / (isHourly ? HOUR : DAY) != period || open.lines() >= fullAt;
  }

  private LogFile begin(long time) throws IOException {
    long wanted = time / (isHourly ? HOUR : DAY);
    part = wanted == period ? part + 1 : 1;
    period = wanted;
    dateOf(time);
    line.clear();
    line.put(isSend ? "SEND" : "RECV").put(date.replace("-", ""));
    if (isHourly) {
      line.putPadded(time % DAY / HOUR, 2);
    }
    line.put('-').putNumber(part).put(".LOG");
    LogFile begun = shelf.open(place, line.toString(), (int) (time / DAY - firstDay), true);
    file = begun;
    layout = SmtpLayout.STANDARD;
    if (begun.form().hasHeader()) {
      header(begun, time);
    }
    return begun;
  }

  private void header(LogFile into, long time) throws IOException {
    comment(into, "#Software: Microsoft Exchange Server");
    comment(into, "#Version: 15.0.0.0");
    comment(into, "#Log-type: SMTP " + (isSend ? "Send" : "Receive") + " Protocol Log");
    line.clear();
    dateOf(time);
    line.put("#Date: ");
    putTime(time);
    into.comment(line);
    comment(into, "#Fields: " + layout.header());
  }

  private void comment(LogFile into, String text) throws IOException {
    line.clear();
    into.comment(line.put(text));
  }

  /** Ends the log: what is still to come of open sessions is in no file. */
  void close() throws IOException {
    for (Waiting waiting : sessions) {
      waiting.session().conclude(tally);
    }
    sessions.clear();
    LogFile open = file;
    if (open != null) {
      close(open, true);
    }
  }

  private void close(LogFile open, boolean endsLine) throws IOException {
    open.close(endsLine && !mishaps.forgetsLineEnd());
    file = null;
  }
}
