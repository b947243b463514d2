package org.tlssunset.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

  private static final String NULL = "NULL";

  private static final char[] BLANKS = " ".repeat(WIDEST).toCharArray();

  /** Lines are handed on so many characters at a time, so that not each is encoded alone. */
  private static final int CHUNK = 8 << 10;

  private final List<String> columns;
  private final PrintWriter out;
  private final int[] widths;
  private final boolean[] isNumeric;
  private final List<String[]> held = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder(2 * CHUNK);

  /** The values of the row before and their texts: most of the texts serve again. */
  private final @Nullable Object[] last;

  private final String[] cells;
  private boolean begun;

  TableOutput(List<String> columns, PrintWriter out) {
    this.columns = columns;
    this.out = out;
    widths = columns.stream().mapToInt(String::length).toArray();
    isNumeric = new boolean[columns.size()];
    last = new @Nullable Object[columns.size()];
    cells = new String[columns.size()];
    Arrays.fill(cells, NULL);
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    for (int i = 0; i < cells.length; i++) {
      Object value = values.get(i);
      if (value != last[i]) {
        last[i] = value;
        isNumeric[i] |= value instanceof Number;
        cells[i] = cell(value);
      }
    }
    if (begun) {
      print(cells);
      return;
    }
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], Math.min(WIDEST, width(cells[i])));
    }
    held.add(cells.clone());
    if (held.size() == HELD) {
      begin();
    }
  }

  @Override
  public void finish() {
    if (!begun) {
      begin();
    }
    handOn();
    out.flush();
  }

  private void begin() {
    begun = true;
    print(columns.toArray(String[]::new));
    held.forEach(this::print);
    held.clear();
    handOn();
    out.flush();
  }

  private void print(String[] row) {
    int start = lines.length();
    for (int i = 0; i < row.length; i++) {
      String cell = row[i];
      int blanks = widths[i] - width(cell);
      if (isNumeric[i]) {
        blanks(blanks);
        lines.append(cell);
      } else {
        lines.append(cell);
        blanks(blanks);
      }
      blanks(2);
    }
    int end = lines.length();
    while (end > start && Character.isWhitespace(lines.charAt(end - 1))) {
      end--;
    }
    lines.setLength(end);
    lines.append(System.lineSeparator());
    if (lines.length() >= CHUNK) {
      handOn();
    }
  }

  private void blanks(int count) {
    for (int left = count; left > 0; left -= BLANKS.length) {
      lines.append(BLANKS, 0, Math.min(left, BLANKS.length));
    }
  }

  private void handOn() {
    out.append(lines);
    lines.setLength(0);
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(TableOutput::cell).collect(Collectors.joining(", "));
    }
    return HarmlessText.of(value.toString());
  }
}
