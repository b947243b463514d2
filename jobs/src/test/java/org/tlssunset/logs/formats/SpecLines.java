package org.tlssunset.logs.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.RejectReason;

/** The lines of one case of a {@link SpecFile}: first the log, then what it gives. */
final class SpecLines {

  /** Begins each thing that the log gives. */
  private static final String GIVES = "->";

  private static final String OBSERVATION = "observation";
  private static final Pattern REJECT = Pattern.compile("line (\\d{1,9}) rejected: (\\S+)");
  private static final Pattern COLUMN = Pattern.compile("([A-Za-z_0-9]+)\\s*=(.*)");
  private static final Pattern BETWEEN_COLUMNS = Pattern.compile("\\s{2,}");

  private final String file;
  private final int line;
  private final String title;
  private final List<String> log = new ArrayList<>();
  private final List<SpecRow> rows = new ArrayList<>();
  private final List<SpecCase.Reject> rejects = new ArrayList<>();
  private boolean givesNothing;

  /** That whose columns follow; null where none may. */
  private @Nullable SpecRow row;

  private boolean isLog = true;

  /**
   * @param line the title's, in the file
   */
  SpecLines(String file, int line, String title) {
    this.file = file;
    this.line = line;
    this.title = title;
  }

  String title() {
    return title;
  }

  int line() {
    return line;
  }

  /** Takes the next line, which is neither empty nor a comment. */
  void take(int number, String text) {
    if (text.startsWith(GIVES)) {
      isLog = false;
      row = null;
      gives(number, text.substring(GIVES.length()).strip());
    } else if (isLog) {
      log.add(text);
    } else {
      columns(number, text.strip());
    }
  }

  private void gives(int number, String what) {
    Matcher reject = REJECT.matcher(what);
    if (what.equals(OBSERVATION) || what.startsWith(OBSERVATION + " ")) {
      row = new SpecRow();
      rows.add(row);
      columns(number, what.substring(OBSERVATION.length()).strip());
    } else if (what.equals("nothing")) {
      givesNothing = true;
    } else if (reject.matches()) {
      rejects.add(
          new SpecCase.Reject(Long.parseLong(reject.group(1)), reason(number, reject.group(2))));
    } else {
      throw wrong(number, "'%s %s' is none of %s".formatted(GIVES, what, choices()));
    }
  }

  private RejectReason reason(int number, String kind) {
    return Stream.of(RejectReason.values())
        .filter(reason -> reason.label().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    number,
                    "no line is rejected as '%s', only as one of %s"
                        .formatted(
                            kind, Stream.of(RejectReason.values()).map(r -> r.label()).toList())));
  }

  private void columns(int number, String text) {
    if (!text.isEmpty()) {
      BETWEEN_COLUMNS.splitAsStream(text).forEach(pair -> column(number, pair));
    }
  }

  private void column(int number, String pair) {
    Matcher matcher = COLUMN.matcher(pair);
    if (row == null || !matcher.matches()) {
      throw wrong(
          number,
          "'%s' is no 'column = value' of an observation, nor one of %s"
              .formatted(pair, choices()));
    }
    String problem = row.add(matcher.group(1), matcher.group(2).strip());
    if (problem != null) {
      throw wrong(number, problem);
    }
  }

  private static String choices() {
    return "'-> observation', '-> line 3 rejected: KIND', '-> nothing'";
  }

  /** The case that the lines are, once all are taken. */
  SpecCase toCase(List<String> fileHead) {
    if (log.isEmpty()) {
      throw wrong(line, "the case has no line of a log");
    }
    if (isLog) {
      throw wrong(line, "the case does not say what its log gives: " + choices());
    }
    if (rows.stream().anyMatch(SpecRow::isEmpty)) {
      throw wrong(line, "an observation of the case has no column");
    }
    if (givesNothing && !(rows.isEmpty() && rejects.isEmpty())) {
      throw wrong(line, "the case gives nothing and something");
    }
    List<String> head = log.get(0).startsWith("#") ? List.of() : List.copyOf(fileHead);
    return new SpecCase(
        file, line, title, head, List.copyOf(log), List.copyOf(rows), List.copyOf(rejects));
  }

  /** What is wrong with a line of the case, to be thrown. */
  IllegalArgumentException wrong(int number, String sentence) {
    return new IllegalArgumentException(
        "%s:%d: %s (case '%s')".formatted(file, number, sentence, title));
  }
}
