package org.tlssunset.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Packing;
import org.tlssunset.cli.Run;
import org.tlssunset.ingest.LogFiles;

/** What a person reads at the end of a night. */
class NightPageTest {

  private static final String PATTERN = "/(?<server>EX..)/";

  @TempDir private Path folder;

  private String settings = "tls-sunset.server-name-pattern = \"%s\"\n".formatted(PATTERN);

  private Run night(String... more) throws IOException {
    Path config = Files.writeString(folder.resolve("night.conf"), settings);
    return Run.of(
        Stream.concat(
                Stream.of(
                    "nightly",
                    "--archive",
                    folder.resolve("archive").toString(),
                    "--warehouse",
                    folder.resolve("warehouse").toString(),
                    "--config",
                    config.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private LogFiles server(String name) throws IOException {
    return new LogFiles(folder.resolve("archive/" + name));
  }

  private static void day(LogFiles server, int day, String client, String tls) throws IOException {
    String date = "2024-05-%02d".formatted(day);
    server.write(
        "u_ex2405%02d.log".formatted(day),
        IIS_HEADER,
        request(date + " 10:00:00", "/EWS/x", "scanner", client, tls),
        request(date + " 11:00:00", "/EWS/x", "alice", "192.0.2.9", TLS12));
  }

  @Test
  void threeNights() throws IOException {
    for (int day = 1; day <= 4; day++) {
      day(server("EX01"), day, "192.0.2.1", TLS10);
      day(server("EX02"), day, "192.0.2.2", TLS12);
    }
    Run first = night();
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out().lines())
        .contains(
            "1 client still needs TLS 1.0 or 1.1: seen with it in the last 7 days of the logs, which end"
                + " at 2024-05-04 11:00 UTC.")
        .anyMatch(line -> line.matches("ews +inbound +1 +0 +2 +0"))
        .anyMatch(line -> line.matches("192.0.2.1 .*2024-05-04 10:00 .*u_ex240504.log:2"))
        .anyMatch(line -> line.matches("  tls-sunset proof '.*/EX01/u_ex240504.log:2'"))
        .noneMatch(line -> line.startsWith("New since") || line.startsWith("Nothing new"));

    Run second = night();
    assertThat(second.exitCode()).isZero();
    assertThat(second.out().lines())
        .anyMatch(line -> line.endsWith("which end at 2024-05-04 11:00 UTC, as the night before."))
        .noneMatch(line -> line.startsWith("Next") || line.startsWith("ews"));

    // A client comes, another has gone over, a share is lost and a log is damaged.
    for (int day = 5; day <= 13; day++) {
      day(server("EX01"), day, "192.0.2.3", TLS10);
    }
    Files.write(
        folder.resolve("archive/EX01/u_ex240514.log.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    Files.writeString(folder.resolve("archive/EX01/notes.txt"), "Dear diary\n");
    Run third = night();
    assertThat(third.exitCode()).isEqualTo(3);
    assertThat(third.out().lines())
        .contains("New since the last night: 1 party that did not need an old version then.")
        .contains("Needed by 1 party no more, not used for 7 days: 192.0.2.1.")
        .anyMatch(
            line -> line.startsWith("Nothing new from EX02 (iis) since 2024-05-04 11:00 UTC ("))
        .contains(
            "Lost: 2 logs or folders could not be read. What they tell is in no number here.");
    List<String> lines = third.out().lines().toList();
    int damaged = lines.indexOf("      " + folder.resolve("archive/EX01/u_ex240514.log.gz"));
    assertThat(lines.get(damaged - 1)).startsWith("  1 × ends too early").contains("copy it again");
    assertThat(lines.get(damaged + 1)).isEqualTo("  1 × is no log of a known format");

    Run quiet = night("--quiet");
    assertThat(quiet.exitCode()).isEqualTo(3);
    assertThat(quiet.out())
        .contains("Nothing new from EX02", "Lost: 2 logs")
        .doesNotContain("still need", "files  ", "time  ");

    Path packed = folder.resolve("archive/EX01/u_ex240505.log.gz");
    Path log = folder.resolve("archive/EX01/u_ex240505.log");
    Files.write(packed, Packing.GZIP.pack(Files.readAllBytes(log)));
    Files.delete(log);
    assertThat(night("--quiet").out()).contains("Nothing new from EX02");
    Run status =
        Run.of(
            "status",
            "--archive",
            folder.resolve("archive").toString(),
            "--warehouse",
            folder.resolve("warehouse").toString());
    assertThat(status.exitCode()).isEqualTo(3);
    assertThat(status.out().lines())
        .contains(
            "moved    1 files that were read are there under another name, packed for instance")
        .contains("silent   Nothing new from EX02 (iis) since 2024-05-04 11:00 UTC")
        .contains("         1 × is no log of a known format")
        .noneMatch(line -> line.startsWith("vanished"));
  }

  @Test
  void whoTakesOthersAlongComesFirst() throws IOException {
    settings +=
        "tls-sunset.proxies = [{ name = \"KEMP-1\", networks = [\"10.0.0.9\"], kind = tls-ending }]";
    server("EX01")
        .write(
            "u_ex240501.log",
            IIS_HEADER + " X-Forwarded-For",
            request("2024-05-01 10:00:00", "/EWS/x", "a", "10.0.0.9", TLS10) + " 198.51.100.1",
            request("2024-05-01 10:01:00", "/EWS/x", "b", "10.0.0.9", TLS10) + " 198.51.100.2",
            request("2024-05-01 10:02:00", "/OAB/x", "-", "10.0.0.9", TLS10) + " -",
            request("2024-05-01 10:03:00", "/mapi/x", "-", "10.0.0.5", TLS10) + " -",
            request("2024-05-01 10:04:00", "/EWS/x", "d", "192.0.2.1", TLS12) + " -");

    Run night = night();

    assertThat(night.exitCode()).as(night.err()).isZero();
    List<String> lines = night.out().lines().toList();
    int first =
        lines.indexOf(
            "No client needs TLS 1.0 or 1.1 itself as far as the logs tell: none was seen with it in the"
                + " last 7 days of the logs, which end at 2024-05-01 10:04 UTC.");
    assertThat(first).isNotNegative();
    assertThat(lines.subList(first + 1, first + 12))
        .containsExactly(
            "",
            "The proxy KEMP-1 (10.0.0.9) speaks TLS 1.0 to the servers: all clients behind it stop"
                + " with it; seen lately: 2 with ews.",
            "",
            "party     name    protocol  direction  last use (UTC)    times  proof",
            "10.0.0.9  KEMP-1  oab       inbound    2024-05-01 10:02      1  u_ex240501.log:4",
            "10.0.0.9  KEMP-1  ews       inbound    2024-05-01 10:01      2  u_ex240501.log:3",
            "",
            "Own servers that still use it:",
            "",
            "party     name  protocol   direction  last use (UTC)    times  proof",
            "10.0.0.5  EX01  mapi-http  inbound    2024-05-01 10:03      1  u_ex240501.log:5");
    assertThat(lines).anyMatch(line -> line.matches("ews +inbound +0 +0 +1 +2"));
  }

  @Test
  void aQuietNightSaysNothingWhereNothingIsToBeDone() throws IOException {
    day(server("EX01"), 1, "192.0.2.1", TLS10);
    assertThat(night("--quiet")).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void anArchiveOfOwnFilesAloneIsNoSuccess() throws IOException {
    day(server("EX01"), 1, "192.0.2.1", TLS10);
    String warehouse = folder.resolve("archive/tables").toString();
    String archive = folder.resolve("archive").toString();
    assertThat(Run.of("nightly", "--archive", archive, "--warehouse", warehouse).exitCode())
        .isZero();
    Files.delete(folder.resolve("archive/EX01/u_ex240501.log"));
    Run lost = Run.of("nightly", "--archive", archive, "--warehouse", warehouse);
    assertThat(lost.exitCode()).isEqualTo(2);
    assertThat(lost.err()).contains("holds no files but the warehouse's own");
  }
}
