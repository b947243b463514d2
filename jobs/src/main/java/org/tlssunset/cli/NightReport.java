package org.tlssunset.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.FailedException;
import org.tlssunset.console.Progress;
import org.tlssunset.plan.Plans;
import org.tlssunset.plan.Scenario;
import org.tlssunset.report.Report;
import org.tlssunset.report.ReportPage;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.WholeFile;

/**
 * The page for the lead that each night writes, and those of earlier days.
 *
 * @param folder made if it is missing
 * @param keep for how many days pages stay; empty: for ever
 */
record NightReport(Path folder, OptionalInt keep) {

  static final String NAME = "report.html";
  private static final String BEFORE_DAY = "report-";
  private static final String BEHIND_DAY = ".html";

  /** As it is configured; empty if none is. */
  static Optional<NightReport> of(Configuration configuration) {
    return configuration
        .report()
        .folder()
        .map(folder -> new NightReport(folder, configuration.report().keep()));
  }

  /**
   * Writes it, unless it would be the one that is there.
   *
   * @return the page's file; empty if there is no evidence yet, or nobody knows the plan's ends
   * @throws FailedException if it cannot be written
   */
  Optional<Path> write(Configuration configuration, Warehouse tables, Progress progress)
      throws Exception {
    Scenario scenario = PlanQuestion.scenario(configuration, List.of(), null, null);
    LocalDate asOf = Plans.lastDay(tables);
    if (asOf == null || !Plans.isKnown(tables, scenario)) {
      return Optional.empty();
    }
    ReportFile file = new ReportFile(configuration, Report.MOST_CLIENTS, List.of(), false);
    Path newest = folder.resolve(NAME);
    Path ofDay = folder.resolve(BEFORE_DAY + asOf + BEHIND_DAY);
    String basis = file.basis(tables, scenario, asOf);
    try {
      if (!isOf(basis, newest) || !Files.exists(ofDay)) {
        byte[] page = file.page(tables, scenario, asOf, basis, progress);
        WholeFile.write(ofDay, page);
        WholeFile.write(
            newest, page); // last: while it is as it was, the next night writes both again
      }
      forget(asOf);
    } catch (IOException e) {
      throw new FailedException(
          "the report cannot be written to %s (%s): give this user the right to, or change report.folder"
              .formatted(folder, e));
    }
    return Optional.of(newest);
  }

  private static boolean isOf(String basis, Path page) throws IOException {
    if (!Files.isRegularFile(page)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(page)) {
      return ReportPage.isOf(basis, in.readNBytes(ReportPage.BEGINNING));
    }
  }

  /** Takes away the pages of days that are too long ago; other files stay. */
  private void forget(LocalDate asOf) throws IOException {
    if (keep.isEmpty()) {
      return;
    }
    LocalDate first = asOf.minusDays(keep.getAsInt() - 1L);
    try (DirectoryStream<Path> pages =
        Files.newDirectoryStream(folder, BEFORE_DAY + "*" + BEHIND_DAY)) {
      for (Path page : pages) {
        if (day(page).filter(day -> day.isBefore(first)).isPresent()) {
          Files.delete(page);
        }
      }
    }
  }

  private static Optional<LocalDate> day(Path page) {
    String name = page.getFileName().toString();
    try {
      return Optional.of(
          LocalDate.parse(
              name.substring(BEFORE_DAY.length(), name.length() - BEHIND_DAY.length())));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // another's file
    }
  }
}
