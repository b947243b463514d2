package org.tlssunset.notebook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.RowOutput;

/**
 * The first rows of an answer, as a table for the eye.
 *
 * @param columns their names
 * @param rows of plain values
 * @param hasMore whether the answer goes on
 */
record TableCell(List<String> columns, List<List<@Nullable Object>> rows, boolean hasMore) {

  /** So many rows are read. */
  static final int MOST_ROWS = 200;

  /** Takes the first rows, and lets the others be. */
  static TableCell of(List<String> columns, Iterator<List<@Nullable Object>> answer, int most) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (rows.size() < most && answer.hasNext()) {
      rows.add(answer.next());
    }
    return new TableCell(columns, rows, answer.hasNext());
  }

  /** For whoever shows no HTML. */
  String text() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RowOutput output = RowOutput.of(RowOutput.Format.table, columns, out);
    rows.forEach(output::row);
    output.finish();
    return text.toString().stripTrailing() + (hasMore ? "\n" + rest() : "");
  }

  /** As HTML: what logs wrote is text in it, and never markup. */
  String html() {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    columns.forEach(column -> html.append("<th>").append(escaped(column)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<@Nullable Object> row : rows) {
      html.append("<tr>");
      for (Object value : row) {
        html.append(value instanceof Number ? "<td align=\"right\">" : "<td align=\"left\">")
            .append(cell(value))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>");
    return hasMore ? html + "\n<p>" + rest() + "</p>" : html.toString();
  }

  private String rest() {
    return "The first %d rows: there are more.".formatted(rows.size());
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "<i>null</i>";
    }
    return value instanceof Collection<?> values
        ? values.stream().map(TableCell::cell).collect(Collectors.joining(", "))
        : escaped(value.toString());
  }

  private static String escaped(String text) {
    return StringEscapeUtils.escapeHtml4(HarmlessText.of(text));
  }
}
