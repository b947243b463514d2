package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.endtoend.Command;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;

/**
 * Nights whose process is killed at random moments, several times in a row, leave after one that
 * may end the tables that quiet nights leave, row for row. The moments lie after a process has
 * taken the warehouse; before that it changes nothing.
 *
 * <p>{@code -Dfaults.kills=200} says how many are killed, {@code -Dfaults.seed=1} at which moments.
 */
@Tag("faults")
class KilledNightsIT {

  private static final int KILLS = Integer.getInteger("faults.kills", 10);
  private static final long SEED = Long.getLong("faults.seed", 20_260_301);
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

  /** Of a night, from taking the warehouse to its end. */
  private static final Duration FIRST_GUESS = Duration.ofSeconds(8);

  private static final int MOST_IN_A_ROW = 9;

  @TempDir private Path folder;

  private NightFolder nights;

  /** Of what a day brings, two batches: some nights are killed in between. */
  private String[] inTwoBatches;

  private final Random random = new Random(SEED);
  private final StringBuilder story = new StringBuilder();
  private int day;

  @Test
  void aKilledNightRunAgainIsAQuietOne() throws Exception {
    nights = new NightFolder(folder);
    Path config =
        Files.writeString(folder.resolve("batches.conf"), "tls-sunset.ingest.batch-files = 40");
    inTwoBatches = nights.night("killed", "--config", config.toString());
    newDay();
    NightProcess first = NightProcess.keepingClasses(folder, inTwoBatches);
    assertThat(first.end()).as(first.errors()).isIn(0, 3);
    runToTheEnd(nights.night("quiet"));
    long begun = System.nanoTime();
    long usual = FIRST_GUESS.toMillis();

    int killed = 0;
    while (killed < KILLS) {
      newDay();
      int inARow = 1 + random.nextInt(MOST_IN_A_ROW);
      for (int i = 0; i < inARow && killed < KILLS; i++) {
        long delay = random.nextLong(usual);
        long claims = NightProcess.claims(folder.resolve("killed"));
        boolean wasRunning =
            NightProcess.start(folder, inTwoBatches)
                .killAfter(folder.resolve("killed"), claims, Duration.ofMillis(delay));
        story.append(" %s %d ms".formatted(wasRunning ? "killed" : "ended", delay));
        killed += wasRunning ? 1 : 0;
        // Most moments lie within the night, however fast the machine is just then.
        usual = wasRunning ? usual + usual / 50 + 1 : usual - usual / 5;
      }
      runToTheEnd(inTwoBatches);
      runToTheEnd(nights.night("quiet"));
      assertThat(nights.contents("killed"))
          .as("seed %d, day %d:%s", SEED, day, story)
          .isEqualTo(nights.contents("quiet"));
    }
    System.out.printf(
        "survived %d kills in %d nights, %.1f s a kill:%s%n",
        killed, day, (System.nanoTime() - begun) / 1e9 / killed, story);
  }

  /** More logs, one that has grown, and one that has moved and been packed. */
  private void newDay() throws IOException {
    day++;
    Path archive = folder.resolve("archive");
    LocalDate date = FIRST_DAY.plusDays(day - 1);
    SyntheticArchive.write(
        archive.resolve("day" + day), new ArchiveShape(SEED + day, date, 1, 6, 4, true));
    Path growing = Files.createDirectories(archive.resolve("ex9")).resolve("u_ex.log");
    String line =
        date
            + " 10:00:%02d 10.0.0.5 POST /EWS/x - 443 alice 192.0.2.9 Outlook 200 40 6610 8004 ae06%n";
    StringBuilder more = new StringBuilder();
    if (!Files.exists(growing)) {
      more.append(
          "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
              + " cs(User-Agent) sc-status crypt-protocol crypt-cipher crypt-hash"
              + " crypt-keyexchange\n");
    }
    for (int i = 0; i < 30; i++) {
      more.append(line.formatted(i));
    }
    Files.writeString(
        growing,
        more,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (day > 1) {
      moveOne(archive.resolve("day" + (day - 1)), archive.resolve("moved" + day));
    }
  }

  private static void moveOne(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      List<Path> logs = files.filter(Files::isRegularFile).sorted().toList();
      Path log = logs.get(logs.size() / 2);
      Files.createDirectories(to);
      Files.move(log, to.resolve(log.getFileName()));
    }
  }

  /** A night that nobody kills: in this process, which has done it before. */
  private void runToTheEnd(String[] arguments) {
    Command night = Command.run(arguments);
    // Some lines are damaged; but all may have been read by a night that ended before it was
    // killed.
    assertThat(night.exitCode()).as("%s, after%s", night.err(), story).isIn(0, 3);
  }
}
