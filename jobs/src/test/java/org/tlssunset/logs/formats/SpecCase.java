package org.tlssunset.logs.formats;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/**
 * A small log, and what a format's parser has to make of it.
 *
 * @param file where the case stands, and
 * @param line the line of its title there
 * @param head header lines before the log, which are not counted as lines of it
 * @param rows in the order of the lines that prove them
 */
record SpecCase(
    String file,
    int line,
    String title,
    List<String> head,
    List<String> log,
    List<SpecRow> rows,
    List<Reject> rejects) {

  /**
   * A line that is rejected.
   *
   * @param line from 1, without the head
   */
  record Reject(long line, RejectReason reason) {

    @Override
    public String toString() {
      return "line %d: %s".formatted(line, reason.label());
    }
  }

  /** What the format's parser makes otherwise than the case says; empty if nothing. */
  List<String> differences(LogFormat format) {
    Found found = parsed(format);
    List<String> differences = new ArrayList<>();
    List<Observation> observations = observations(found);
    if (observations.size() == rows.size()) {
      for (int i = 0; i < rows.size(); i++) {
        String which = "observation " + (i + 1) + ", ";
        rows.get(i).differences(observations.get(i)).forEach(it -> differences.add(which + it));
      }
    } else {
      differences.add(
          "observations: expected %d, but were %d: %s"
              .formatted(
                  rows.size(),
                  observations.size(),
                  observations.stream()
                      .map(SpecRow::all)
                      .collect(Collectors.joining("\n", "\n", ""))));
    }
    List<Reject> expected = rejects.stream().sorted(Comparator.comparing(Reject::line)).toList();
    List<Reject> actual =
        found.rejects().stream().map(it -> new Reject(it.line(), it.reason())).toList();
    if (!actual.equals(expected)) {
      differences.add("rejected: expected %s, but was %s".formatted(expected, actual));
    }
    return differences;
  }

  /** The differences in a message that names the case; empty if there are none. */
  String failure(LogFormat format) {
    List<String> differences = differences(format);
    return differences.isEmpty()
        ? ""
        : "%s:%d: %s\n".formatted(file, line, title) + String.join("\n", differences);
  }

  private Found parsed(LogFormat format) {
    Found found = new Found();
    LogParser parser =
        (LogParser) format.decoder(new KnownValues(LogSettings.DEFAULTS), LogOrigin.UNKNOWN, found);
    head.forEach(text -> parser.inherit(text.getBytes(StandardCharsets.UTF_8)));
    byte[] text = (String.join("\n", log) + "\n").getBytes(StandardCharsets.UTF_8);
    Found.parse(parser, text, 1, '"');
    return found;
  }

  private static List<Observation> observations(Found found) {
    List<Observation> all = new ArrayList<>(found.rows());
    all.addAll(Found.concluded(found.parts()));
    all.sort(Comparator.comparing(row -> row.number(ObservationColumn.SOURCE_LINE)));
    return all;
  }
}
