package org.tlssunset.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.plan.Forecast;

/**
 * Columns by week, a stack of parts each, as the template draws them: lengths are those of the
 * drawing's {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param id of the page alone
 * @param summary what it shows, for those who do not see it
 * @param legend its parts, from below
 * @param trend where the number is going; null if nobody can tell
 * @param table the same in numbers
 */
record WeekChart(
    String id,
    String title,
    String summary,
    Frame frame,
    List<Tick> ticks,
    List<WeekLabel> labels,
    List<Bar> bars,
    List<Part> legend,
    @Nullable Trend trend,
    List<WeekRow> table) {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 230;
  private static final int LEFT = 58;
  private static final int RIGHT = 8;
  private static final int TOP = 12;
  private static final int BOTTOM = 28;

  private static final double WIDEST_SLOT = 70;
  private static final int MOST_TICKS = 4;
  private static final double LABEL_WIDTH = 78;
  private static final int FARTHEST_TREND = 26;

  private static final Frame FRAME =
      new Frame(WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, LEFT - 6, HEIGHT - 8);

  /**
   * The drawing.
   *
   * @param left where lines across begin
   * @param right where they end
   * @param numbers where the numbers of these lines end
   * @param weeks where the names of the weeks stand
   */
  record Frame(int width, int height, int left, int right, int numbers, int weeks) {}

  /** What stacks are made of. */
  record Part(String label, String style) {}

  /** A line across, with its number. */
  record Tick(String y, String label) {}

  /** A week named below. */
  record WeekLabel(String x, String label) {}

  /** A part of a week's stack. */
  record Bar(String x, String y, String width, String height, String style, String title) {}

  /**
   * A line down to nobody, and the field in which it may be.
   *
   * @param line two points
   * @param field three points
   */
  record Trend(String line, String field) {}

  /** A week's numbers, in the order of the legend. */
  record WeekRow(LocalDate week, List<String> numbers) {}

  /**
   * Draws one.
   *
   * @param from the first week's Monday
   * @param to the last one's
   * @param counts by part and Monday, from below; weeks without any may be missing
   * @param forecast of a single part; null if there is none
   */
  static WeekChart of(
      String id,
      String title,
      LocalDate from,
      LocalDate to,
      Map<Part, ? extends Map<LocalDate, Long>> counts,
      @Nullable Forecast forecast) {
    return new Drawing(from, to, new LinkedHashMap<>(counts), forecast).chart(id, title);
  }

  /** A chart on its way. */
  private static final class Drawing {

    private final LocalDate from;
    private final int weeks;
    private final LinkedHashMap<Part, Map<LocalDate, Long>> counts;
    private final @Nullable Forecast forecast;
    private final long step;
    private final long top;
    private final double slot;

    private Drawing(
        LocalDate from,
        LocalDate to,
        LinkedHashMap<Part, Map<LocalDate, Long>> counts,
        @Nullable Forecast forecast) {
      this.from = from;
      this.counts = counts;
      this.forecast = forecast;
      weeks = (int) ChronoUnit.WEEKS.between(from, to) + 1;
      long most = 1;
      for (int week = 0; week < weeks; week++) {
        most = Math.max(most, total(week));
      }
      step = step(most);
      top = ceiling(most, step) * step;
      slot = Math.min(WIDEST_SLOT, (double) (WIDTH - LEFT - RIGHT) / slots());
    }

    private WeekChart chart(String id, String title) {
      return new WeekChart(
          id,
          title,
          summary(),
          FRAME,
          ticks(),
          labels(),
          bars(),
          List.copyOf(counts.keySet()),
          trend(),
          table());
    }

    private long count(Part part, int week) {
      return counts.getOrDefault(part, Map.of()).getOrDefault(from.plusWeeks(week), 0L);
    }

    private long total(int week) {
      return counts.keySet().stream().mapToLong(part -> count(part, week)).sum();
    }

    /** So that a few round numbers reach to the most. */
    private static long step(long most) {
      long unit = 1;
      while (true) {
        for (long step : new long[] {unit, 2 * unit, 5 * unit}) {
          if (ceiling(most, step) <= MOST_TICKS) {
            return step;
          }
        }
        unit *= 10;
      }
    }

    private static long ceiling(long count, long step) {
      return (count + step - 1) / step;
    }

    private int slots() {
      return weeks + (forecast == null ? 0 : Math.min(FARTHEST_TREND, 1 + ahead(last(forecast))));
    }

    private static LocalDate last(Forecast of) {
      return of.late() == null ? of.expected() : of.late();
    }

    /** How many weeks a day is behind the last one. */
    private int ahead(LocalDate day) {
      return (int) Math.max(0, ChronoUnit.WEEKS.between(from.plusWeeks(weeks), day) + 1);
    }

    private double y(double count) {
      return HEIGHT - BOTTOM - count * (HEIGHT - BOTTOM - TOP) / top;
    }

    private static String length(double value) {
      String text = String.format(Locale.ROOT, "%.1f", value);
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private List<Tick> ticks() {
      List<Tick> ticks = new ArrayList<>();
      for (long at = 0; at <= top; at += step) {
        ticks.add(new Tick(length(y(at)), ShownNumber.of(at)));
      }
      return ticks;
    }

    private List<WeekLabel> labels() {
      List<WeekLabel> labels = new ArrayList<>();
      int each = (int) Math.ceil(LABEL_WIDTH / slot);
      for (int week = 0; week < slots(); week += each) {
        labels.add(
            new WeekLabel(length(LEFT + (week + 0.5) * slot), from.plusWeeks(week).toString()));
      }
      return labels;
    }

    private List<Bar> bars() {
      List<Bar> bars = new ArrayList<>();
      for (int week = 0; week < weeks; week++) {
        long below = 0;
        for (Part part : counts.keySet()) {
          long count = count(part, week);
          if (count > 0) {
            bars.add(
                new Bar(
                    length(LEFT + (week + 0.12) * slot),
                    length(y(below + count)),
                    length(slot * 0.76),
                    length(y(below) - y(below + count)),
                    part.style(),
                    "%s: %s %s"
                        .formatted(from.plusWeeks(week), ShownNumber.of(count), part.label())));
          }
          below += count;
        }
      }
      return bars;
    }

    private @Nullable Trend trend() {
      if (forecast == null) {
        return null;
      }
      String start = point(weeks - 0.5, total(weeks - 1));
      LocalDate late = last(forecast);
      return new Trend(
          start + " " + zero(forecast.expected()),
          start + " " + zero(forecast.early()) + " " + zero(late));
    }

    /** Where a line down to nobody ends, or leaves the drawing. */
    private String zero(LocalDate day) {
      double at = weeks + ChronoUnit.DAYS.between(from.plusWeeks(weeks), day) / 7.0;
      double start = weeks - 0.5;
      double end = Math.min(at, slots());
      double left = at <= start ? 0 : total(weeks - 1) * (at - end) / (at - start);
      return point(Math.max(end, start), left);
    }

    private String point(double week, double count) {
      return length(LEFT + week * slot) + "," + length(y(count));
    }

    /** The last week's numbers, the parts that there are. */
    private String summary() {
      List<String> said = new ArrayList<>();
      for (Part part : counts.keySet()) {
        long count = count(part, weeks - 1);
        if (count > 0) {
          said.add("%s %s".formatted(ShownNumber.of(count), part.label()));
        }
      }
      return "%d weeks from %s. In the last one: %s."
          .formatted(weeks, from, said.isEmpty() ? "none" : String.join(", ", said));
    }

    private List<WeekRow> table() {
      List<WeekRow> rows = new ArrayList<>();
      for (int week = 0; week < weeks; week++) {
        int at = week;
        rows.add(
            new WeekRow(
                from.plusWeeks(week),
                counts.keySet().stream().map(part -> ShownNumber.of(count(part, at))).toList()));
      }
      return rows;
    }
  }
}
