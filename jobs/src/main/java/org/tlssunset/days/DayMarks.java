package org.tlssunset.days;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * The marks of a table's days, and of the table as a whole where it has no days. They stand in the
 * table's own log, in the commits that they tell of, as JSON: {@code {"2024-05-03": "7-lx2k"}}. A
 * day without rows and without inputs has none.
 */
public final class DayMarks {

  private static final String DOMAIN = "tlsSunset.days";

  /** In place of a day: the table as a whole. */
  private static final String ALL = "all";

  private static final JsonFactory JSON = new JsonFactory();

  private final SortedMap<LocalDate, DayMark> days = new TreeMap<>();
  private String all = "";

  private DayMarks() {}

  /** As the table's newest version has them; empty if it tells of none. */
  static Optional<DayMarks> of(Warehouse warehouse, Table table) {
    return warehouse.domain(table, DOMAIN).map(DayMarks::parse);
  }

  /**
   * Whether a table tells of its days; one that an older version of the program made does not until
   * {@link #change} is called for all of them.
   */
  public static boolean areIn(Warehouse warehouse, Table table) {
    return of(warehouse, table).isPresent();
  }

  /** The days of a table; none if it does not tell of them. */
  public static TreeSet<LocalDate> daysOf(Warehouse warehouse, Table table) {
    return new TreeSet<>(of(warehouse, table).orElseGet(DayMarks::none).days.keySet());
  }

  /** The days of a table that others tell more of, and that cannot be counted again. */
  public static TreeSet<LocalDate> frozen(Warehouse warehouse, Table table) {
    TreeSet<LocalDate> frozen = new TreeSet<>();
    of(warehouse, table)
        .ifPresent(
            marks ->
                marks.days.forEach(
                    (day, mark) -> {
                      if (mark.isFrozen()) {
                        frozen.add(day);
                      }
                    }));
    return frozen;
  }

  /**
   * Has a commit say that some days' rows are others now, of a table that is counted from no other.
   *
   * @param by who changed them, without a blank
   */
  public static void change(
      Warehouse warehouse, Table table, Transaction commit, Collection<LocalDate> days, String by) {
    String revision = revision(by);
    change(warehouse, table, commit, days, mark -> DayMark.of(revision));
  }

  /** The same of any table, some of whose rows were taken out; what it is counted from stays. */
  public static void strike(
      Warehouse warehouse, Table table, Transaction commit, Collection<LocalDate> days, String by) {
    String revision = revision(by);
    change(
        warehouse,
        table,
        commit,
        days,
        mark -> mark == null ? DayMark.of(revision) : mark.withRevision(revision));
  }

  /** What no day has been called by before, also where a batch's number was another's. */
  private static String revision(String by) {
    return by + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  }

  private static void change(
      Warehouse warehouse,
      Table table,
      Transaction commit,
      Collection<LocalDate> days,
      Function<@Nullable DayMark, DayMark> changed) {
    DayMarks marks = of(warehouse, table).orElseGet(DayMarks::none);
    days.forEach(day -> marks.days.put(day, changed.apply(marks.days.get(day))));
    marks.in(commit);
  }

  /** Has a commit say that no rows of days before the given one are left. */
  public static void drop(Warehouse warehouse, Table table, Transaction commit, LocalDate before) {
    of(warehouse, table)
        .ifPresent(
            marks -> {
              marks.days.headMap(before).clear();
              marks.in(commit);
            });
  }

  static DayMarks none() {
    return new DayMarks();
  }

  SortedMap<LocalDate, DayMark> days() {
    return days;
  }

  /** What the table as a whole was counted from; no text if nothing is known. */
  String all() {
    return all;
  }

  void setAll(String from) {
    all = from;
  }

  /** Has a commit carry them. */
  void in(Transaction commit) {
    commit.domain(DOMAIN, json());
  }

  private static DayMarks parse(String json) {
    DayMarks marks = new DayMarks();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        String text = parser.nextTextValue();
        if (name.equals(ALL)) {
          marks.all = text;
        } else {
          marks.days.put(LocalDate.parse(name), DayMark.parse(text));
        }
      }
      return marks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!all.isEmpty()) {
        json.writeStringField(ALL, all);
      }
      for (Map.Entry<LocalDate, DayMark> day : days.entrySet()) {
        json.writeStringField(day.getKey().toString(), day.getValue().text());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
