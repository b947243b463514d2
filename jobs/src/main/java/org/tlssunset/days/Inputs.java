package org.tlssunset.days;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;

/** The days that others are counted from, with their revisions, as they are now. */
final class Inputs {

  /** So many bytes of a digest tell any two states of a few thousand days apart. */
  private static final int DIGEST_BYTES = 8;

  private final Map<Table, DayMarks> marks = new LinkedHashMap<>();
  private final Map<Table, Optional<LocalDate>> firstDays = new LinkedHashMap<>();
  private final int reach;

  /**
   * @param reach how many days before and after a day are read for it
   */
  Inputs(Warehouse warehouse, List<Table> tables, int reach) {
    this.reach = reach;
    for (Table table : tables) {
      marks.put(table, DayMarks.of(warehouse, table).orElseGet(DayMarks::none));
      firstDays.put(table, warehouse.firstDayKept(table));
    }
  }

  /** The days that have something to be counted from. */
  TreeSet<LocalDate> days() {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (DayMarks each : marks.values()) {
      for (LocalDate day : each.days().keySet()) {
        for (int apart = -reach; apart <= reach; apart++) {
          days.add(day.plusDays(apart));
        }
      }
    }
    return days;
  }

  /**
   * The first day of which nothing that it is counted from was removed for its age; empty if
   * nothing was at all.
   */
  Optional<LocalDate> firstWhole() {
    return firstDays.values().stream()
        .flatMap(Optional::stream)
        .map(first -> first.plusDays(reach))
        .max(Comparator.naturalOrder());
  }

  /** A digest of what a day is counted from. */
  String of(LocalDate day, String basis) {
    return digest(day.minusDays(reach), day.plusDays(reach), basis);
  }

  /** The same of all days. */
  String ofAll(String basis) {
    return digest(LocalDate.MIN, LocalDate.MAX.minusDays(1), basis);
  }

  private String digest(LocalDate first, LocalDate last, String basis) {
    MessageDigest digest = sha256();
    add(digest, basis);
    marks.forEach(
        (table, days) -> {
          add(digest, table.name());
          SortedMap<LocalDate, DayMark> read = days.days().subMap(first, last.plusDays(1));
          read.forEach(
              (day, mark) -> {
                add(digest, day.toString());
                add(digest, mark.revision());
              });
        });
    return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
