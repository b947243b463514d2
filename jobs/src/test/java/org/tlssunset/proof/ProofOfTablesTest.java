package org.tlssunset.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.cli.Run;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;

/** Two nights, between and after which logs were moved, packed, deleted and written anew. */
class ProofOfTablesTest {

  @TempDir private static Path folder;

  private static LogFiles archive;
  private static String warehouse;

  @BeforeAll
  static void nights() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    warehouse = folder.resolve("warehouse").toString();
    Nights nights = new Nights(Path.of(warehouse));
    archive.write("EX01/u.log", log("01"));
    archive.write("EX02/u.log", log("02"));
    archive.write("moved/m.log", log("03"));
    archive.write("copied/a.log", log("04"));
    archive.write("copied/b.log", log("04"));
    archive.write("packed/p.log", log("05"));
    archive.write("grown/g.log", log("06"));
    archive.write("rotated/r.log", log("07"));
    archive.write("deleted/d.log", log("08"));
    archive.write("EX03/s.log", log("11"));
    nights.run(archive);
    archive.delete("moved/m.log");
    archive.write("attic/renamed.log.gz", LogFiles.gzip(log("03")));
    nights.run(archive);
    archive.delete("copied/a.log");
    archive.delete("packed/p.log");
    archive.write("elsewhere/P.LOG.gz", LogFiles.gzip(log("05")));
    archive.delete("EX03/s.log");
    archive.write("EX03/s.log.gz", LogFiles.gzip(log("11")));
    archive.write("grown/g.log", with("more", log("06")));
    archive.write("rotated/r.log", log("09"));
    archive.delete("deleted/d.log");
    archive.write("deleted/other/d.log", log("10"));
  }

  /** A log of a day, long enough to be told from others by its beginning. */
  private static String[] log(String day) {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int i = 0; i < 40; i++) {
      lines.add(line(day, i + 2));
    }
    return lines.toArray(String[]::new);
  }

  private static String[] with(String more, String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add(more);
    return all.toArray(String[]::new);
  }

  private static String line(String day, int number) {
    String time = "2024-05-%s 10:00:%02d".formatted(day, number);
    return request(time, "/EWS/x", "user" + number, "192.0.2.1", TLS10);
  }

  private static Run proof(String log, String... more) {
    List<String> arguments = new ArrayList<>(List.of("proof", log, "--warehouse", warehouse));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static void assertPrints(Run run, String line, String from) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).containsExactly(line);
    assertThat(run.err()).isEqualTo(from.isEmpty() ? "" : "read from %s%n".formatted(from));
  }

  @Test
  void aLogAtItsPlaceIsReadThere() {
    assertPrints(proof(archive.path("EX01/u.log") + ":7"), line("01", 7), "");
    Path here = Path.of("").toAbsolutePath();
    assertPrints(
        proof(here.relativize(Path.of(archive.path("EX01/u.log"))) + ":7"),
        line("01", 7),
        archive.path("EX01/u.log"));
    assertPrints(proof("EX02/u.log:7"), line("02", 7), archive.path("EX02/u.log"));
  }

  @Test
  void aNameThatTwoServersHaveIsRefused() {
    Run run = proof("u.log:7");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "tls-sunset: u.log may be any of 2 logs: give more of the path, as in %s, %s%n"
                .formatted(archive.path("EX01/u.log"), archive.path("EX02/u.log")));
  }

  @Test
  void aMovedAndPackedLogIsFoundByItsText() {
    assertPrints(proof("m.log:9"), line("03", 9), archive.path("attic/renamed.log.gz"));
  }

  @Test
  void aCopyStandsInForAnOriginalThatIsGone() {
    assertPrints(
        proof(archive.path("copied/a.log") + ":9"), line("04", 9), archive.path("copied/b.log"));
    assertPrints(proof(archive.path("copied/b.log") + ":9"), line("04", 9), "");
  }

  @Test
  void aLogThatWasPackedSinceIsFoundInTheArchive() {
    Run alone = proof("p.log:9");
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err())
        .isEqualTo(
            "tls-sunset: %s is no longer there, and no copy of what was read is known or found: give --archive with the folders it may be in now%n"
                .formatted(archive.path("packed/p.log")));

    assertPrints(
        proof("p.log:9", "--archive", archive.path()),
        line("05", 9),
        archive.path("elsewhere/P.LOG.gz"));
  }

  @Test
  void aLogThatWasPackedAtItsPlaceIsFoundAtOnce() {
    assertPrints(proof("s.log:9"), line("11", 9), archive.path("EX03/s.log.gz"));
  }

  @Test
  void aLogThatHasGrownBeginsAsItWas() {
    assertPrints(proof(archive.path("grown/g.log") + ":9"), line("06", 9), "");
  }

  @Test
  void noLineIsTakenFromAnotherText() {
    Run rotated = proof(archive.path("rotated/r.log") + ":9");
    assertThat(rotated.exitCode()).isEqualTo(2);
    assertThat(rotated.out()).isEmpty();
    assertThat(rotated.err()).contains("r.log has changed since it was read, and no copy");

    Run ofSameName = proof("d.log:9", "--archive", archive.path());
    assertThat(ofSameName.exitCode()).isEqualTo(2);
    assertThat(ofSameName.out()).isEmpty();
    assertThat(ofSameName.err()).contains("deleted/d.log is no longer there");
  }

  @Test
  void whatTheTablesDoNotKnowIsSaidToBeUnchecked() {
    Run run = proof(archive.path("deleted/other/d.log") + ":9");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(line("10", 9) + System.lineSeparator());
    assertThat(run.err())
        .isEqualTo(
            "the tables do not know this log: whether it is what was read is not checked%n"
                .formatted());
  }

  @Test
  void aNameWithASlipGetsASuggestion() {
    Run run = proof("renamd.log:9");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tls-sunset: renamd.log is not there, and the tables know no log of that name: did you mean %s%n"
                .formatted(archive.path("attic/renamed.log.gz")));
  }
}
