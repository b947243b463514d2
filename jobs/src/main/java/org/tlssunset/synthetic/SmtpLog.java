package org.tlssunset.synthetic;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** One SMTP protocol log of a server: sessions come in, their lines go out in the order of time. */
final class SmtpLog {

  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;

  /** A session and when it came: sessions of one moment keep their order. */
  private record Waiting(SmtpSession session, long number) {}

  private final ArchiveShape shape;
  private final String place;
  private final boolean isSend;
  private final boolean isHourly;
  private final Shelf shelf;
  private final Tally tally;
  private final Dice dice;
  private final long firstDay;
  private final Text line = new Text();
  private final PriorityQueue<Waiting> sessions =
      new PriorityQueue<>(
          Comparator.<Waiting>comparingLong(waiting -> waiting.session().nextTime())
              .thenComparingLong(Waiting::number));

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
    this.dice = dice;
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
    long time = session.nextTime();
    LogFile into = fileFor(time);
    dateOf(time);
    line.clear();
    session.put(line, date, time % DAY);
    long inArchive = time / DAY - firstDay;
    if (inArchive >= 5
        && session.nextEvent().proof() == SmtpEvent.Proof.NOTHING
        && dice.oneIn(4_000)) {
      line.cutTo(1 + dice.below(30));
      into.reject(line);
      return;
    }
    long lineNumber = into.use(line);
    session
        .evidence()
        .line(session.nextEvent(), session.nextNumber(), time, into.path(), lineNumber);
  }

  private void dateOf(long time) {
    if (time / DAY != day) {
      day = time / DAY;
      date = LocalDate.ofEpochDay(day).toString();
    }
  }

  private LogFile fileFor(long time) throws IOException {
    LogFile open = file;
    long wanted = time / (isHourly ? HOUR : DAY);
    if (open != null && wanted == period) {
      return open;
    }
    if (open != null) {
      open.close();
    }
    period = wanted;
    dateOf(time);
    line.clear();
    line.put(isSend ? "SEND" : "RECV").put(date.replace("-", ""));
    if (isHourly) {
      line.putPadded(time % DAY / HOUR, 2);
    }
    line.put("-1.LOG");
    LogFile begun = shelf.open(place, line.toString(), (int) (time / DAY - firstDay));
    file = begun;
    header(begun, time);
    return begun;
  }

  private void header(LogFile into, long time) throws IOException {
    comment(into, "#Software: Microsoft Exchange Server");
    comment(into, "#Version: 15.0.0.0");
    comment(into, "#Log-type: SMTP " + (isSend ? "Send" : "Receive") + " Protocol Log");
    line.clear();
    line.put("#Date: ").put(date).put('T').putTime((int) (time % DAY / 1000)).put('.');
    into.comment(line.putPadded(time % 1000, 3).put('Z'));
    comment(
        into,
        "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context");
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
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
