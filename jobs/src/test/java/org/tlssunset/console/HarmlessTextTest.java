package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.archive.LogName;
import org.tlssunset.ingest.IngestReport;

/** What a log or a file is called cannot talk to the terminal. */
class HarmlessTextTest {

  /** Clears a screen, and sets a title in the eight-bit way. */
  private static final String HOSTILE = "a\u001b[2J\u009d0;x\u0007b";

  private static final String SHOWN = "a\uFFFD[2J\uFFFD0;x\uFFFDb";

  private final StringWriter screen = new StringWriter();

  @Test
  void aWriterForPeopleKeepsLinesAndTabulators() {
    PrintWriter out = HarmlessText.on(screen);
    out.print(HOSTILE);
    out.write('\u001b');
    out.append("\t").append('\r').print("\n");
    out.flush();

    assertThat(screen).hasToString(SHOWN + "\uFFFD\t\r\n");
  }

  @Test
  void standardErrorIsSuchAWriter() {
    StandardError err =
        new StandardError(StandardError.as(StandardError.Format.text, new PrintWriter(screen)));
    err.error(HOSTILE);
    err.problems(
        "1 log", List.of(new IngestReport.Problem(new LogName(HOSTILE + "\n", null), "is")), "");

    assertThat(screen.toString().lines())
        .containsExactly("tls-sunset: " + SHOWN, "1 log: " + SHOWN + "\uFFFD: is");
  }
}
