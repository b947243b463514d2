package org.tlssunset.synthetic.party;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Mishaps;

/** One log of a server: takes lines in any order, and writes a file for each day, or several. */
public final class LogSheet {

  private static final long DAY = 86_400_000;

  private record Line(long time, String text, RowTruth truth) {}

  private final String place;
  private final LogForm form;
  private final String fields;
  private final List<Line> lines = new ArrayList<>();
  private @Nullable LocalDate lost;

  /**
   * @param place its folder in the archive; its first part is the server's name
   * @param fields the columns' names
   */
  LogSheet(String place, LogForm form, String fields) {
    this.place = place;
    this.form = form;
    this.fields = fields;
  }

  String fields() {
    return fields;
  }

  /** The files of a day are not in the archive. */
  public void lose(LocalDate day) {
    lost = day;
  }

  /** Whether what happened then is in no file. */
  boolean isLost(long time) {
    return dayOf(time).equals(lost);
  }

  /**
   * Adds a line.
   *
   * @param time when it was written, by the one true clock, in milliseconds since 1970
   */
  void add(long time, String text, RowTruth truth) {
    lines.add(new Line(time, text, truth));
  }

  private static LocalDate dayOf(long time) {
    return LocalDate.ofEpochDay(Math.floorDiv(time, DAY));
  }

  /** Writes all lines in the order of time, and says in the book what is true of them. */
  public void write(Path archive, TruthBook book, Mishaps mishaps) throws IOException {
    lines.sort(Comparator.comparingLong(Line::time));
    LogPage page = null;
    LocalDate day = LocalDate.MIN;
    int part = 1;
    for (Line line : lines) {
      LocalDate itsDay = dayOf(line.time());
      if (itsDay.equals(lost)) {
        continue;
      }
      boolean isNewDay = !itsDay.equals(day);
      boolean isFull = !isNewDay && form.hasParts() && mishaps.restarts();
      if (page == null || isNewDay || isFull) {
        if (page != null) {
          page.write(archive, book);
        }
        part = isNewDay ? 1 : part + 1;
        day = itsDay;
        page = new LogPage(place, form, day, part, fields, mishaps);
      }
      page.add(line.text(), line.truth());
    }
    if (page != null) {
      page.write(archive, book);
    }
  }
}
