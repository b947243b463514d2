package org.tlssunset.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows for people: columns below each other, numbers to the right. The first {@value #HELD}
 * rows decide how wide a column is, so that output of any length begins soon.
 */
final class TableOutput implements RowOutput {

  private static final int HELD = 200;

  /** A wider value runs out of its column. */
  private static final int WIDEST = 60;

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

  private final List<String> columns;
  private final PrintWriter out;
  private final int[] widths;
  private final boolean[] isNumeric;
  private final List<List<String>> held = new ArrayList<>();
  private boolean begun;

  TableOutput(List<String> columns, PrintWriter out) {
    this.columns = columns;
    this.out = out;
    widths = columns.stream().mapToInt(String::length).toArray();
    isNumeric = new boolean[columns.size()];
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    List<String> cells = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      isNumeric[i] |= value instanceof Number;
      cells.add(cell(value));
    }
    if (begun) {
      print(cells);
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      widths[i] = Math.max(widths[i], Math.min(WIDEST, width(cells.get(i))));
    }
    held.add(cells);
    if (held.size() == HELD) {
      begin();
    }
  }

  @Override
  public void finish() {
    if (!begun) {
      begin();
    }
    out.flush();
  }

  private void begin() {
    begun = true;
    print(columns);
    held.forEach(this::print);
    held.clear();
    out.flush();
  }

  private void print(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(Math.max(0, widths[i] - width(cell)));
      line.append(i == 0 ? "" : "  ");
      line.append(isNumeric[i] ? blanks + cell : cell + blanks);
    }
    out.println(line.toString().stripTrailing());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(TableOutput::cell).collect(Collectors.joining(", "));
    }
    return harmless(value.toString());
  }

  /** Without control characters: they would break the table, or talk to the terminal. */
  static String harmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
      }
    }
    return text;
  }
}
