package org.tlssunset.names;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.TextLines;
import org.tlssunset.csv.CsvColumns;

/** Tells a text's form by its first lines, and reads it. */
final class NameText {

  /** Of so many lines one has to tell. */
  private static final int HEAD = 1000;

  private NameText() {}

  /**
   * Reads a text.
   *
   * @return whether it was of a known form
   * @throws IOException if it cannot be read to its end
   */
  static boolean read(Reader text, NamesFound found) throws IOException {
    TextLines lines = new TextLines(text);
    List<String> head = new ArrayList<>();
    NameForm form = null;
    long number = 0;
    String line = lines.next();
    while (line != null && (form != null || head.size() < HEAD)) {
      number++;
      if (form == null) {
        form = form(line, head, found);
        head.add(line);
      } else {
        form.line(line, number);
      }
      line = lines.next();
    }
    if (form != null) {
      form.end();
    }
    return form != null;
  }

  /**
   * What a line, behind others that did not tell, makes known. If they are a hosts file's, those
   * others are read now.
   */
  private static @Nullable NameForm form(String line, List<String> before, NamesFound found) {
    Optional<CsvColumns> columns =
        before.stream().allMatch(NameText::tellsNothing)
            ? CsvColumns.of(line, NameColumns::fit)
            : Optional.empty();
    if (columns.isPresent()) {
      return new CsvForm(columns.get(), found);
    }
    if (!HostsForm.fits(line)) {
      return null;
    }
    HostsForm hosts = new HostsForm(found);
    for (int i = 0; i < before.size(); i++) {
      hosts.line(before.get(i), i + 1);
    }
    hosts.line(line, before.size() + 1);
    return hosts;
  }

  /** Blank, a comment, or the first line that Export-Csv writes. */
  private static boolean tellsNothing(String line) {
    return line.isBlank() || line.startsWith("#");
  }
}
