package org.tlssunset.logs.iis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;

/**
 * Folds requests into rows: all those of one UTC hour with the same {@linkplain IisFacts facts}.
 *
 * <p>On two levels: the raw bytes of a line's key columns lead to its {@linkplain IisSpelling
 * spelling}, which knows its row; bytes not seen before in the log are decoded, and in each hour
 * the facts lead to the row, so that {@code 10.0.0.1} and {@code ::ffff:10.0.0.1}, or {@code 660e}
 * and {@code 660.000000}, are one client and one cipher. With the first level a core reads 1.2
 * GB/s, with the second alone 270 MB/s.
 *
 * <p>What a peer forwards is part of its rows' facts, up to a {@linkplain ForwardedBound bound};
 * how requests were answered is not, and is counted.
 *
 * <p>Memory is bounded. A row is emitted once a line two hours later arrives, so a line that comes
 * more than an hour late starts a row of its own. Beyond {@link #MOST_ROWS} rows, {@link
 * #MOST_TEXT} characters or {@link #MOST_HOURS} hours the oldest hour is emitted early. Either way
 * the sums stay exact: a client-hour is then told by more than one row. What is emitted when
 * depends on the lines alone.
 */
final class IisFold {

  /** Rows held at most: with their keys some 65 MB. */
  static final int MOST_ROWS = 100_000;

  /** Characters of the rows' texts held at most. */
  static final int MOST_TEXT = 32 << 20;

  /** Hours held at most: two, in a log whose times do not jump. */
  static final int MOST_HOURS = 8;

  private static final long SECONDS_PER_HOUR = 3600;

  private static final int STATUS_LENGTH = 3;

  private final IisFactsReader facts;
  private final Consumer<Observation> out;

  /** The hours with rows, oldest first. */
  private final List<IisHour> hours = new ArrayList<>();

  /** How many hours have been opened. */
  private int opened;

  /** The hour of the line before. */
  private @Nullable IisHour current;

  /** The spellings in lines under the last header. */
  private @Nullable IisSpellings spellings;

  IisFold(IisFactsReader facts, Consumer<Observation> out) {
    this.facts = facts;
    this.out = out;
  }

  /** The lines to come may have other columns. */
  void headerChanged() {
    spellings = null;
  }

  /**
   * Counts a request.
   *
   * @param kind {@link IisFactsReader#kind} of the line
   * @param second its time, seconds since 1970
   * @param lineNumber its number in the log
   * @return false if it was not counted, for {@link IisFactsReader#read} can make nothing of it
   */
  boolean count(
      byte[] buffer, IisFields fields, IisLine line, int kind, long second, long lineNumber) {
    IisSpellings spellings = this.spellings;
    if (spellings == null) {
      spellings = new IisSpellings(fields);
      this.spellings = spellings;
    }
    long hash = spellings.hash(buffer, line, kind);
    IisSpelling spelling = spellings.find(buffer, line, kind, hash);
    if (spelling == null) {
      spelling = new IisSpelling(facts.read(buffer, fields, line, kind));
      spellings.put(buffer, line, kind, hash, spelling);
    }
    IisFacts its = spelling.facts();
    if (its == null) {
      return false;
    }
    long hour = Math.floorDiv(second, SECONDS_PER_HOUR);
    IisHour current = this.current;
    if (current == null || current.hour() != hour) {
      current = open(hour);
    }
    int uses = uses(buffer, line, fields.status());
    IisRow row = spelling.row(current);
    if (row == null) {
      row = current.row(spelling, its, lineNumber);
      if (fields.tellUses()) {
        row.tellsUses();
      }
      row.count(second, uses);
      emitExcess();
    } else {
      row.count(second, uses);
    }
    return true;
  }

  /** 1 if the request was answered 2xx or 3xx; 0 if not, or if nobody can read the answer. */
  private static int uses(byte[] buffer, IisLine line, int status) {
    if (status == IisFields.ABSENT) {
      return 0;
    }
    int from = line.from(status);
    boolean isTwoOrThree = (buffer[from] & ~1) == '2';
    return isTwoOrThree & line.to(status) - from == STATUS_LENGTH ? 1 : 0;
  }

  /** Emits all rows. */
  void finish() {
    emit(hours.size());
  }

  private IisHour open(long hour) {
    int old = 0;
    while (old < hours.size() && hours.get(old).hour() <= hour - 2) {
      old++;
    }
    emit(old);
    int at = 0;
    while (at < hours.size() && hours.get(at).hour() < hour) {
      at++;
    }
    if (at == hours.size() || hours.get(at).hour() != hour) {
      hours.add(at, new IisHour(hour, ++opened));
    }
    current = hours.get(at);
    return hours.get(at);
  }

  private void emitExcess() {
    int rows = 0;
    long text = 0;
    for (IisHour hour : hours) {
      rows += hour.rows().size();
      text += hour.textLength();
    }
    if (rows > MOST_ROWS || text > MOST_TEXT || hours.size() > MOST_HOURS) {
      emit(1);
    }
  }

  /** Emits the oldest hours, in the order of their rows' first lines. */
  private void emit(int count) {
    List<IisHour> oldest = hours.subList(0, count);
    oldest.stream()
        .flatMap(hour -> hour.rows().stream())
        .sorted(Comparator.comparingLong(IisRow::firstLine))
        .map(IisRow::observation)
        .forEach(out);
    oldest.clear();
    current = null;
  }
}
