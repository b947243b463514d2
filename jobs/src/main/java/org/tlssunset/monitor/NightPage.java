package org.tlssunset.monitor;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Launcher;
import org.tlssunset.ingest.LogFeed;
import org.tlssunset.ingest.Losses;
import org.tlssunset.outreach.LegacyClient;
import org.tlssunset.outreach.LegacyClients;

/** Prints a night's answer for the person who started it, or gets it by mail. */
public final class NightPage {

  private static final int FEW = 10;
  private static final int NEWEST = 20;

  static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private final Instant now;

  /** A printer on an output. */
  public NightPage(PrintWriter out) {
    this(out, Instant.now());
  }

  NightPage(PrintWriter out, Instant now) {
    this.out = out;
    this.now = now;
  }

  /** Prints all of it; where nothing has changed, in a line. */
  public void print(NightAnswer answer) {
    out.println();
    new NeedText(out).print(answer.clients(), answer.news().since() == NightAnswer.Since.UNCHANGED);
    action(answer);
    rejected(answer.losses());
    out.flush();
  }

  /** Prints what somebody has to do something about. */
  public void action(NightAnswer answer) {
    news(answer.news());
    silent(answer.silent());
    lost(answer.losses());
    out.flush();
  }

  private void news(NightAnswer.News news) {
    if (news.since() == NightAnswer.Since.FORGOTTEN) {
      out.println(
          "What is new since the last night cannot be told: maintain has removed what the tables were then.");
      out.println();
    }
    if (!news.added().isEmpty()) {
      out.println(
          "New since the last night: %s that did not need an old version then."
              .formatted(parties(news.added().size())));
      out.println();
      new PartyTable(out).print(news.added().stream().limit(NEWEST).toList());
      if (news.added().size() > NEWEST) {
        out.println("… and %,d more.".formatted(news.added().size() - NEWEST));
        out.println();
      }
    }
    if (!news.gone().isEmpty()) {
      out.println(
          "Needed by %s no more, not used for %d days: %s."
              .formatted(
                  parties(news.gone().size()),
                  LegacyClients.RECENT_DAYS,
                  news.gone().stream()
                          .limit(FEW)
                          .map(client -> HarmlessText.of(String.valueOf(client.party().client())))
                          .collect(Collectors.joining(", "))
                      + (news.gone().size() > FEW ? " …" : "")));
      out.println();
    }
  }

  private static String parties(long count) {
    return count == 1 ? "1 party" : "%,d parties".formatted(count);
  }

  private void silent(List<LogFeed> silent) {
    for (LogFeed feed : silent) {
      out.println("%s (%s ago).".formatted(silence(feed), age(Duration.between(feed.last(), now))));
    }
    if (!silent.isEmpty()) {
      out.println(
          "See that these logs are written and reach the archive. Of a server that is gone for good, say in --config: tls-sunset.retired-servers += \"%s\""
              .formatted(HarmlessText.of(silent.get(0).server())));
      out.println();
    }
  }

  /** That a server's logs no longer come. */
  public static String silence(LogFeed feed) {
    return "Nothing new from %s (%s) since %s UTC"
        .formatted(HarmlessText.of(feed.server()), feed.format(), MINUTE.format(feed.last()));
  }

  private static String age(Duration time) {
    return time.toDays() >= 2
        ? "%,d days".formatted(time.toDays())
        : "%,d hours".formatted(time.toHours());
  }

  private void lost(Losses losses) {
    if (losses.logs() > 0) {
      out.println(
          losses.logs() == 1
              ? "Lost: 1 log or folder could not be read. What it tells is in no number here."
              : "Lost: %,d logs or folders could not be read. What they tell is in no number here."
                  .formatted(losses.logs()));
      new LossText(out, "  ").print(losses);
      out.println();
    }
  }

  private void rejected(Losses losses) {
    if (losses.rejecting() > 0) {
      long lines = losses.rejects().values().stream().mapToLong(Long::longValue).sum();
      out.println(
          "%s of %s could not be used (%s): SELECT source_file, kind, count(*) FROM rejected_lines GROUP BY ALL"
              .formatted(
                  lines == 1 ? "1 line" : "%,d lines".formatted(lines),
                  losses.rejecting() == 1 ? "1 log" : "%,d logs".formatted(losses.rejecting()),
                  losses.rejects().entrySet().stream()
                      .map(kind -> "%,d %s".formatted(kind.getValue(), kind.getKey().label()))
                      .collect(Collectors.joining(", "))));
      out.println();
    }
  }

  /** What to type next, unless nothing has changed. */
  public void next(NightAnswer answer, String warehouse) {
    Optional<LegacyClient> last = answer.clients().last();
    if (answer.news().since() == NightAnswer.Since.UNCHANGED || last.isEmpty()) {
      return;
    }
    LegacyClient.Proof proof = last.get().proof();
    String tables = Launcher.quoted(warehouse);
    String command = Launcher.command();
    out.println("Next, for instance:");
    out.println(
        "  %s proof %s".formatted(command, Launcher.quoted(proof.file() + ":" + proof.line())));
    out.println("  %s plan --warehouse %s".formatted(command, tables));
    out.println("  %s sql --warehouse %s \\".formatted(command, tables));
    out.println(
        "    -e \"SELECT * FROM client_protocol WHERE requests_tls10 > 0 ORDER BY legacy_last_seen DESC\"");
    if (answer.losses().logs() + answer.losses().rejecting() > 0) {
      out.println("  %s status --warehouse %s".formatted(command, tables));
    }
    out.println();
  }
}
