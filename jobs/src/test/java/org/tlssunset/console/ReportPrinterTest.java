package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.archive.LogName;
import org.tlssunset.ingest.AddressColumn;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.ingest.Losses;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.FileState;

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
            0,
            1,
            1,
            new LineCounts(1000, 1000 - rejected, 0, rejected, 1),
            1,
            0,
            problems(),
            1,
            losses(unread),
            new IngestReport.Kinds(1, 0, 3, 0),
            0,
            0,
            List.of(new IngestReport.Problem(new LogName("/logs/b.log", null), "is in the future")),
            1,
            List.of(new AddressColumn("OriginalClientIP", 2, "/logs/u.log")),
            1);
    StringWriter err = new StringWriter();

    new ReportPrinter(
            new PrintWriter(new StringWriter()),
            new StandardError(new PrintWriter(err)),
            "/data",
            false)
        .ingested(report, share);

    assertThat(ReportPrinter.exitCode(report, share)).isEqualTo(exitCode);
    assertThat(err.toString().contains("more than rejected-share-allowed"))
        .isEqualTo(share > 0 && rejected == 2);
    assertThat(err.toString())
        .contains("/logs/a.log: has holes")
        .contains("/logs/b.log: is in the future")
        .contains("column OriginalClientIP of 2 logs (/logs/u.log) holds addresses")
        .contains("tls-sunset.iis.forwarded-for-fields += \"OriginalClientIP\"");
  }

  private static List<IngestReport.Problem> problems() {
    return List.of(new IngestReport.Problem(new LogName("/logs/a.log", null), "has holes"));
  }

  private static IngestReport report(
      List<IngestReport.Problem> problems, long count, long unread, long waiting) {
    return new IngestReport(
        9,
        0,
        9,
        1,
        new LineCounts(1000, 900, 0, 100, 1),
        1,
        0,
        problems,
        count,
        losses(unread),
        new IngestReport.Kinds(1, 0, 3, 0),
        0,
        waiting,
        List.of(),
        0,
        List.of(),
        1);
  }

  private static Losses losses(long unread) {
    return new Losses(
        unread == 0
            ? List.of()
            : List.of(
                new Losses.Loss(FileState.UNREADABLE, "has holes", unread, List.of("/logs/a.log"))),
        Map.of(),
        0,
        new TreeMap<>());
  }

  private static IngestReport.Problem problem(String file, String reason) {
    return new IngestReport.Problem(new LogName(file, null), reason);
  }

  @Test
  void manyProblemsAreOneLineWithThreeExamplesAndTheCommandThatTellsMore() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<IngestReport.Problem> problems =
        List.of(
            problem("/logs/u.gz", "is cut short"),
            problem("/logs/a.log", "2 lines could not be used"),
            problem("/logs/b.log", "a line could not be used"),
            problem("/logs/c.log", "a line could not be used"));

    new ReportPrinter(
            new PrintWriter(out), new StandardError(new PrintWriter(err)), "/data/it's", false)
        .ingested(report(problems, 18, 1, 2), 1);

    assertThat(err.toString().lines())
        .containsExactly(
            "18 logs were not read, or not wholly (1 not at all; 100 lines could not be used):"
                + " /logs/u.gz: is cut short; /logs/a.log: 2 lines could not be used; /logs/b.log:"
                + " a line could not be used; see tls-sunset status --warehouse '/data/it'\\''s',"
                + " and rejected_lines");
    assertThat(out.toString().lines())
        .contains("waiting  2 logs end in a line without an end: it is left for a later run");
  }

  @Test
  void forCollectorsEachExampleIsAnObject() {
    StringWriter err = new StringWriter();
    new ReportPrinter(
            new PrintWriter(new StringWriter()),
            new StandardError(StandardError.as(StandardError.Format.json, new PrintWriter(err))),
            "/data",
            false)
        .ingested(report(List.of(problem("/logs/u.gz", "is cut short")), 1, 1, 0), 1);

    assertThat(err.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("\"message\":\"1 logs were not read"))
        .anyMatch(line -> line.contains("\"message\":\"is cut short\",\"file\":\"/logs/u.gz\""));
  }
}
