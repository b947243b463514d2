package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.archive.LogName;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.logs.LineCounts;

class ReportPrinterTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "1, 0, 0, 3",
    "1, 0.001, 0, 0",
    "2, 0.001, 0, 3",
    "1000, 1, 0, 0",
    "0, 1, 1, 3",
  })
  void rejectsMayBeAShareOfTheLinesButFilesHaveToBeRead(
      long rejected, double share, long unread, int exitCode) {
    IngestReport report =
        new IngestReport(
            1,
            1,
            1,
            new LineCounts(1000, 1000 - rejected, 0, rejected, 1),
            1,
            0,
            problems(),
            1,
            unread,
            new IngestReport.Kinds(1, 0, 3),
            0,
            List.of(new IngestReport.Problem(new LogName("/logs/b.log", null), "is in the future")),
            1,
            1);
    StringWriter err = new StringWriter();

    new ReportPrinter(new PrintWriter(new StringWriter()), new StandardError(new PrintWriter(err)))
        .ingested(report, share);

    assertThat(ReportPrinter.exitCode(report, share)).isEqualTo(exitCode);
    assertThat(err.toString().contains("more than rejected-share-allowed"))
        .isEqualTo(share > 0 && rejected == 2);
    assertThat(err.toString())
        .contains("/logs/a.log: has holes")
        .contains("/logs/b.log: is in the future");
  }

  private static List<IngestReport.Problem> problems() {
    return List.of(new IngestReport.Problem(new LogName("/logs/a.log", null), "has holes"));
  }
}
