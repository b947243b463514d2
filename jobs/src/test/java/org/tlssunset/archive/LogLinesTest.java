package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;

/** A line has the number that the log's parser gives it. */
class LogLinesTest {

  private static final String HEADER = "#Fields: date time s-ip cs-method cs-uri-stem c-ip\n";

  @TempDir private Path folder;

  /** What a parser rejects of a log. */
  private static final class Rejects implements LogVisitor {

    private final Found found = new Found();
    private long lines;

    @Override
    public LogSink begin(LogName log, LogFormat format) {
      return found;
    }

    @Override
    public void end(LogName log, LineCounts counts, LogText text) {
      lines = counts.lines();
    }

    @Override
    public void empty(LogName log) {}

    @Override
    public void unrecognised(LogName log, String reason) {}

    @Override
    public void unreadable(LogName log, String reason, @Nullable LineCounts counts) {}
  }

  @Test
  void everyRejectedLineIsTheOneOfItsNumber() {
    RandomCases.each(
        100,
        random -> {
          String noise =
              new String(
                  RandomCases.noise(
                      random,
                      300,
                      "\n",
                      "\r\n",
                      "\r",
                      "#x",
                      "#Fields: a b\n",
                      "\uFEFF",
                      "a b",
                      "\0"),
                  StandardCharsets.ISO_8859_1);
          check(HEADER + noise);
        });
  }

  @Test
  void linesThatAreLongerThanBuffersAndThanIsReadAreCounted() throws IOException {
    check(
        HEADER
            + "a".repeat(300_000)
            + "\nb\n"
            + "c".repeat(3 << 20)
            + "\nd\n"
            + "e".repeat(2 << 20));
  }

  private void check(String text) throws IOException {
    Path path = Files.write(folder.resolve("u.log"), text.getBytes(StandardCharsets.UTF_8));
    ArchiveFile file = new ArchiveFile(path.toString(), Files.size(path), 0);
    LogReader reader =
        new LogReader(
            LogSettings.DEFAULTS, any -> Optional.empty(), CodePages.NONE, Stores.DEFAULT);
    Rejects rejects = new Rejects();
    reader.read(file, rejects);
    LogLines lines = new LogLines(reader, Stores.DEFAULT);
    LogName log = new LogName(path.toString(), null);

    List<String> found = new ArrayList<>();
    for (Found.Reject reject : rejects.found.rejects()) {
      LogLine line = lines.find(file, log, reject.line()).line();
      found.add(line == null ? "none" : line.text());
    }

    Stream<String> expected = rejects.found.rejects().stream().map(Found.Reject::text);
    assertThat(found).isEqualTo(expected.toList());
    LogLines.Search beyond = lines.find(file, log, rejects.lines + 1);
    assertThat(beyond.line()).isNull();
    assertThat(beyond.lines()).isEqualTo(rejects.lines);
  }
}
