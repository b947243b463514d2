package org.tlssunset.report;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.ServerExports;
import org.tlssunset.synthetic.SyntheticArchive;

/**
 * Logs of which a page has something to show in all its parts: the demo's, smaller; half a year of
 * clients that go over before; mail that falls to clear text; and clients, servers and files whose
 * names are made to do harm where somebody takes them for markup.
 *
 * @param folder below which all of it stands
 */
record PageArchive(Path folder) {

  private static final ArchiveShape SHAPE =
      ArchiveShape.demo().withDays(10).withClients(100).withRequestsPerClientDay(6);

  private static final LocalDate LAST = SHAPE.firstDay().plusDays(SHAPE.days() - 1L);

  /** So many had TLS 1.0 half a year ago, and go over one after the other. */
  private static final int LEAVERS = 180;

  private static final String IIS_HEADER =
      "#Fields: date time s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username"
          + " c-ip cs(User-Agent) sc-status crypt-protocol crypt-cipher crypt-hash crypt-keyexchange";

  /** As logs have them: a blank is a plus there. */
  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img+src=x+onerror=alert(1)>",
          "{{what}}",
          "{{{css}}}",
          "</script><script>alert(1)</script>",
          "'-alert(1)-'",
          "javascript:alert(1)",
          "&lt;b&gt;bold",
          "<!--",
          "<svg/onload=alert(1)>",
          "eve\u202Egpj.exe",
          "long" + "<b>".repeat(665) + "!");

  /** Where the logs of the night are that comes first. */
  String earlier() {
    return folder.resolve("earlier").toString();
  }

  /** Where those of the second night are. */
  String later() {
    return folder.resolve("later").toString();
  }

  /** The configuration for both: lists the proxy, and the servers' exports. */
  Path configuration() {
    return folder.resolve("own.conf");
  }

  /** Writes all of it. */
  void write() throws IOException {
    SyntheticArchive.write(folder.resolve("later/demo"), SHAPE);
    Path servers = folder.resolve("servers");
    ServerExports.write(servers, LAST.minusDays(3));
    Files.writeString(
        configuration(),
        """
        tls-sunset {
          proxies = [{ name = "KEMP-1", networks = ["10.0.9.5"], kind = tls-ending }]
          plan { disable = ["TLS 1.0", "TLS 1.1"] }
          server-settings { exports = [%s], inventory = %s }
        }
        """
            .formatted(
                ConfigUtil.quoteString(servers.resolve(ServerExports.EXPORTS).toString()),
                ConfigUtil.quoteString(servers.resolve(ServerExports.INVENTORY).toString())));
    LogFiles earlier = new LogFiles(folder.resolve("earlier"));
    earlier.write("u_ex_leavers.log", leavers());
    LogFiles later = new LogFiles(folder.resolve("later"));
    later.write("<img src=x onerror=alert(1)>/u_ex_\"hostile'&amp;.log", hostile());
    later.write("RECV20260309-1.LOG", mail());
  }

  private static String request(
      LocalDate day, String server, String user, int client, String agent, String tls) {
    return "%s 10:00:00 %s 10.0.0.13 POST /EWS/Exchange.asmx - 443 %s 198.51.%d.%d %s 200 %s"
        .formatted(day, server, user, 100 + client / 250, 1 + client % 250, agent, tls);
  }

  /** Each had TLS 1.0 until a day, and TLS 1.2 on a later one. */
  private static String[] leavers() {
    List<String> lines = new ArrayList<>();
    lines.add(IIS_HEADER);
    LocalDate begin = LAST.minusWeeks(24);
    lines.add(request(begin.minusDays(1), "EX03", "modern", 249, "Java/17", LogFiles.TLS12));
    for (int i = 0; i < LEAVERS; i++) {
      String user = "leaver%03d".formatted(i);
      lines.add(request(begin, "EX03", user, i, "Java/1.7.0_80", LogFiles.TLS10));
    }
    for (int i = 0; i < LEAVERS; i++) {
      LocalDate last = begin.plusDays(1 + 120L * i / LEAVERS);
      String user = "leaver%03d".formatted(i);
      lines.add(request(last, "EX03", user, i, "Java/1.7.0_80", LogFiles.TLS10));
      if (i % 3 != 0) {
        lines.add(request(last.plusDays(3), "EX03", user, i, "Java/17", LogFiles.TLS12));
      }
    }
    return lines.toArray(String[]::new);
  }

  private static String[] hostile() {
    List<String> lines = new ArrayList<>();
    lines.add(IIS_HEADER);
    lines.add(request(LAST.minusDays(9), "<b>EX04</b>", "modern", 749, "Java/17", LogFiles.TLS12));
    for (int i = 0; i < HOSTILE.size(); i++) {
      String text = HOSTILE.get(i);
      // The longest is no user's: those have their limits.
      String user = text.length() > 100 ? "long" : text;
      LocalDate day = LAST.minusDays(i % 5);
      lines.add(request(day, "<b>EX04</b>", user, 500 + i, text, LogFiles.TLS10));
      lines.add(request(day, "EX03", "agent%02d".formatted(i), 550 + i, text, LogFiles.TLS10));
    }
    return lines.toArray(String[]::new);
  }

  /** One peer is taken in clear and with TLS 1.0, which goes; one has TLS 1.2; one is hostile. */
  private static String[] mail() {
    List<String> lines = new ArrayList<>();
    session(lines, 4, "192.0.2.1", "mx1.example", "TLS1_2");
    session(lines, 5, "192.0.2.7", "mx7.example", "");
    session(lines, 6, "192.0.2.7", "mx7.example", "TLS1_0");
    session(lines, 7, "192.0.2.9", "<script>alert(1)</script>", "TLS1_0");
    return lines.toArray(String[]::new);
  }

  private static void session(
      List<String> lines, int day, String peer, String name, String version) {
    List<String> all =
        new ArrayList<>(
            List.of("+,,", ">,220 EX3 ready,", "<,EHLO " + name + ",", ">,250 EX3 Hello,"));
    if (!version.isEmpty()) {
      all.addAll(List.of("<,STARTTLS,", ">,220 2.0.0 SMTP server ready,"));
      all.add(LogFiles.handshake(version));
      all.addAll(List.of("<,EHLO " + name + ",", ">,250 EX3 Hello,"));
    }
    all.addAll(LogFiles.MAIL);
    for (int i = 0; i < all.size(); i++) {
      lines.add(
          "2026-03-%02dT10:00:%02d.000Z,EX3\\Default,08DC%012d,%d,10.0.0.13:25,%s:4711,%s"
              .formatted(day, i, day, i, peer, all.get(i)));
    }
  }
}
