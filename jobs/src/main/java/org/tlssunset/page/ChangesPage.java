package org.tlssunset.page;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.RowOutput;
import org.tlssunset.plan.BurnDown;
import org.tlssunset.plan.FoundChanges;
import org.tlssunset.schema.Change;

/** Who became old, came back or is old no more, and how the number falls. */
public final class ChangesPage {

  private static final int MOST = 40;

  private static final int WIDEST_BAR = 50;

  private static final List<String> SHOWN =
      List.of(
          "change", "as_of", "client", "user_name", "direction", "protocol", "program", "reason");

  private final PrintWriter out;

  /**
   * @param out takes text without control characters
   */
  public ChangesPage(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints it.
   *
   * @param since null: since the evidence ends where it does
   */
  public void print(FoundChanges changes, BurnDown burnDown, @Nullable LocalDate since) {
    out.println(
        "changes   %s: %,d new, %,d came back, %,d gone"
            .formatted(
                since == null ? "found with the last day of evidence" : "found since " + since,
                changes.count(Change.NEW_LEGACY.label()),
                changes.count(Change.CAME_BACK.label()),
                changes.count(Change.GONE.label())));
    if (!changes.rows().isEmpty()) {
      rows(changes);
    }
    out.println();
    out.println("Parties that need an old version, by week:");
    long most = burnDown.weeks().values().stream().mapToLong(Long::longValue).max().orElse(0);
    for (Map.Entry<LocalDate, Long> week : burnDown.weeks().entrySet()) {
      int bar = most == 0 ? 0 : (int) (week.getValue() * WIDEST_BAR / most);
      out.println(
          "  %s %,8d %s"
              .formatted(week.getKey(), week.getValue(), "#".repeat(bar))
              .stripTrailing());
    }
    out.flush();
  }

  private void rows(FoundChanges changes) {
    out.println();
    RowOutput rows = RowOutput.of(RowOutput.Format.table, SHOWN, out);
    for (Row row : changes.rows().subList(0, Math.min(MOST, changes.rows().size()))) {
      Object[] values = new Object[SHOWN.size()];
      Arrays.setAll(
          values,
          i -> {
            Object value = row.get(FoundChanges.COLUMNS.indexOf(SHOWN.get(i)));
            return value == null ? "" : value;
          });
      rows.row(Arrays.asList(values));
    }
    rows.finish();
    if (changes.rows().size() > MOST) {
      out.println("… and %,d more: --format csv has all".formatted(changes.rows().size() - MOST));
    }
  }
}
