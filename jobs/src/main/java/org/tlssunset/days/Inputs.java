package org.tlssunset.days;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;

/** The days that others are counted from, with their revisions, as they are now. */
final class Inputs {

  /** So many bytes of a digest tell any two states of a few thousand days apart. */
  private static final int DIGEST_BYTES = 8;

  private final Map<Table, DayMarks> marks = new LinkedHashMap<>();
  private final Reach reach;

  /**
   * @param reach which days are read for a day
   */
  Inputs(Warehouse warehouse, List<Table> tables, Reach reach) {
    this.reach = reach;
    for (Table table : tables) {
      marks.put(table, DayMarks.of(warehouse, table).orElseGet(DayMarks::none));
    }
  }

  /** The days that have something to be counted from. */
  TreeSet<LocalDate> days() {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (DayMarks each : marks.values()) {
      for (LocalDate day : each.days().keySet()) {
        reach.of(day).forEach(days::add);
      }
    }
    return days;
  }

  /** A digest of what a day is counted from. */
  String of(LocalDate day, String basis) {
    return digest(basis, days -> days.subMap(reach.from(day), reach.until(day).plusDays(1)));
  }

  /** The same of all days. */
  String ofAll(String basis) {
    return digest(basis, days -> days);
  }

  private String digest(String basis, UnaryOperator<SortedMap<LocalDate, DayMark>> read) {
    MessageDigest digest = sha256();
    add(digest, basis);
    marks.forEach(
        (table, each) -> {
          add(digest, table.name());
          read.apply(each.days())
              .forEach(
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
