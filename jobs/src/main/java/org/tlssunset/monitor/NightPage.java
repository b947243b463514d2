package org.tlssunset.monitor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Launcher;
import org.tlssunset.console.RowOutput;
import org.tlssunset.ingest.LogFeed;
import org.tlssunset.ingest.Losses;
import org.tlssunset.outreach.LegacyClient;
import org.tlssunset.outreach.LegacyClients;
import org.tlssunset.schema.Direction;

/** Prints a night's answer for the person who started it, or gets it by mail. */
public final class NightPage {

  private static final int WORST = 10;
  private static final int NEWEST = 20;

  private static final DateTimeFormatter MINUTE =
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
    needing(answer.clients(), answer.news().since() == NightAnswer.Since.UNCHANGED);
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

  private void needing(LegacyClients clients, boolean isUnchanged) {
    long needing = clients.needing();
    String lately =
        "in the last %d days of the logs, which end at %s UTC"
            .formatted(LegacyClients.RECENT_DAYS, MINUTE.format(clients.end()));
    List<LegacyClients.PerProtocol> counts = clients.perProtocol();
    if (counts.isEmpty()) {
      out.println("The logs that were read tell of nobody.");
      out.println();
      return;
    }
    out.println(
        (needing == 0
                ? "Nobody needs TLS 1.0 or 1.1 as far as the logs tell: nobody was seen with it "
                : "%s TLS 1.0 or 1.1: seen with it ".formatted(who(clients)))
            + lately
            + (isUnchanged ? ", as the night before." : "."));
    long uses = clients.usesOfNobody();
    if (uses > 0) {
      out.println(
          "Beside them, it was used %,d times by whom the logs do not tell: client IS NULL in client_protocol."
              .formatted(uses));
    }
    out.println();
    if (isUnchanged) {
      return;
    }
    counts(counts);
    if (needing > 0) {
      out.println(
          needing > WORST
              ? "The %d with the most recent use, each with the line that proves it:"
                  .formatted(WORST)
              : "Each with the line that proves it:");
      out.println();
      clients(clients.worst(WORST));
    }
  }

  /** Who still needs it: clients, servers that mail is sent to, or both. */
  private static String who(LegacyClients clients) {
    long callers = clients.needing(Direction.INBOUND);
    long called = clients.needing(Direction.OUTBOUND);
    String servers =
        (called == 1 ? "1 server" : "%,d servers".formatted(called)) + " that mail is sent to";
    String need = callers + called == 1 ? " still needs" : " still need";
    return callers == 0
        ? servers + need
        : clients(callers) + (called == 0 ? "" : " and " + servers) + need;
  }

  private void counts(List<LegacyClients.PerProtocol> counts) {
    RowOutput rows =
        table("protocol", "direction", "still need it", "not lately", "newer alone", "not shown");
    for (LegacyClients.PerProtocol protocol : counts) {
      rows.row(
          List.of(
              protocol.protocol(),
              protocol.direction(),
              protocol.needingLegacy(),
              protocol.notLately(),
              protocol.modernOnly(),
              protocol.notShown()));
    }
    rows.finish();
    out.println();
  }

  private void clients(List<LegacyClient> clients) {
    RowOutput rows =
        table("party", "name", "protocol", "direction", "last use (UTC)", "times", "proof");
    for (LegacyClient client : clients) {
      rows.row(
          Arrays.asList(
              client.client(),
              client.name() == null ? "" : client.name(),
              client.protocol(),
              client.direction(),
              MINUTE.format(client.lastUse()),
              client.requests(),
              Path.of(client.proof().file()).getFileName() + ":" + client.proof().line()));
    }
    rows.finish();
    out.println();
  }

  private RowOutput table(String... columns) {
    return RowOutput.of(RowOutput.Format.table, List.of(columns), out);
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
      clients(news.added().stream().limit(NEWEST).toList());
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
                          .limit(WORST)
                          .map(client -> HarmlessText.of(String.valueOf(client.client())))
                          .collect(Collectors.joining(", "))
                      + (news.gone().size() > WORST ? " …" : "")));
      out.println();
    }
  }

  private static String clients(long count) {
    return count == 1 ? "1 client" : "%,d clients".formatted(count);
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
    List<LegacyClient> worst = answer.clients().worst(1);
    if (answer.news().since() == NightAnswer.Since.UNCHANGED || worst.isEmpty()) {
      return;
    }
    LegacyClient.Proof proof = worst.get(0).proof();
    String tables = Launcher.quoted(warehouse);
    String command = Launcher.command();
    out.println("Next, for instance:");
    out.println(
        "  %s proof %s".formatted(command, Launcher.quoted(proof.file() + ":" + proof.line())));
    out.println("  %s sql --warehouse %s \\".formatted(command, tables));
    out.println(
        "    -e \"SELECT * FROM client_protocol WHERE requests_tls10 > 0 ORDER BY legacy_last_seen DESC\"");
    if (answer.losses().logs() + answer.losses().rejecting() > 0) {
      out.println("  %s status --warehouse %s".formatted(command, tables));
    }
    out.println();
  }
}
