package org.tlssunset.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.Stores;
import org.tlssunset.console.RowOutput;
import org.tlssunset.formats.NightWatch;
import org.tlssunset.logs.LogSettings;

/** What is printed of a log is asked of its format, whichever that is. */
class InspectAnyFormatTest {

  @Test
  void aFormatThatNobodyHereKnowsIsInspected(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.log"), "X-Real-IP\n#7=TLS 1.0\n");
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    Inspection inspection = Inspection.of(RowOutput.Format.table, 1, printer, printer);
    new LogReader(
            List.of(NightWatch.LINES),
            LogSettings.DEFAULTS,
            path -> Optional.empty(),
            CodePages.NONE,
            Stores.DEFAULT)
        .read(Archive.list(List.of(file.toString()), Stores.DEFAULT).files().get(0), inspection);
    inspection.finish();

    assertThat(inspection.isAllRead()).isTrue();
    assertThat(out.toString().lines())
        .contains(
            file + ": night-watch",
            file + ": 2 lines = 1 used + 1 comments + 0 rejected; 1 observations")
        .anyMatch(line -> line.contains("TLS 1.0"));
  }
}
