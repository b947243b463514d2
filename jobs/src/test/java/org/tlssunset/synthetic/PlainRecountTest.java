package org.tlssunset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The truth of a clean archive, counted again from its text, in the simplest way: whole files in
 * memory, split by hand. Neither the generator's code nor the parsers' is used.
 */
class PlainRecountTest {

  private static final Pattern SMTP_LINE =
      Pattern.compile(
          "[^,]*,(?<connector>[^,]*),(?<session>[^,]*),\\d+,[^,]*,(?<ip>[^,]*):\\d+,(?<event>.),(?<rest>.*)");

  private static final Pattern HANDSHAKE = Pattern.compile("SP_PROT_(TLS|SSL)(\\d)(?:_(\\d))?_");

  private static final Map<String, String> VERSIONS =
      Map.of(
          "10", "SSL 3.0", "40", "TLS 1.0", "100", "TLS 1.1", "400", "TLS 1.2", "1000", "TLS 1.3");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300})
  void theTruthIsWhatTheLinesSay(long seed) throws IOException {
    assertIsWhatTheLinesSay(ArchiveShape.small().withSeed(seed));
  }

  @Test
  void soItIsWhereThereAreIntermediaries() throws IOException {
    assertIsWhatTheLinesSay(ArchiveShape.small().withSeed(4).withIntermediaries());
  }

  private void assertIsWhatTheLinesSay(ArchiveShape shape) throws IOException {
    Truth truth = SyntheticArchive.write(folder, shape);

    Map<Truth.Key, Truth.Count> counted = new HashMap<>();
    Map<Truth.Key, Truth.Count> ofBackEnds = new HashMap<>();
    Map<String, List<Matcher>> sessions = new HashMap<>();
    for (Path file : truth.files().keySet()) {
      List<String> lines = lines(file);
      assertThat(truth.files().get(file))
          .isEqualTo(
              new Truth.Lines(
                  lines.size(),
                  lines.stream().filter(line -> !line.startsWith("#")).count(),
                  lines.stream().filter(line -> line.startsWith("#")).count(),
                  0));
      if (file.toString().contains("W3SVC")) {
        countRequests(lines, counted);
        if (file.toString().contains("W3SVC2")) {
          countRequests(lines, ofBackEnds);
        }
      } else {
        String direction = file.toString().contains("SmtpSend") ? "send" : "receive";
        for (String line : lines) {
          Matcher matcher = SMTP_LINE.matcher(line);
          if (matcher.matches()) {
            sessions
                .computeIfAbsent(
                    direction + " " + matcher.group("session"), any -> new ArrayList<>())
                .add(matcher);
          }
        }
      }
    }
    sessions.forEach((name, lines) -> countSession(name.startsWith("send"), lines, counted));

    assertThat(truth.counts()).containsExactlyInAnyOrderEntriesOf(counted);
    assertThat(truth.counted()).isEqualTo(parties(counted) - parties(ofBackEnds));
  }

  /** How many sessions and requests are neither health checks nor handed on. */
  private static long parties(Map<Truth.Key, Truth.Count> counts) {
    return counts.entrySet().stream()
        .filter(count -> !count.getKey().isProbe() && count.getKey().tlsHop().equals("client"))
        .mapToLong(count -> count.getValue().requests())
        .sum();
  }

  private static void countRequests(List<String> lines, Map<Truth.Key, Truth.Count> counted) {
    List<String> columns = List.of();
    Set<List<String>> seen = new HashSet<>();
    for (String line : lines) {
      if (line.startsWith("#Fields: ")) {
        columns = List.of(line.substring("#Fields: ".length()).split(" "));
      }
      if (line.startsWith("#")) {
        continue;
      }
      Map<String, String> fields = new HashMap<>();
      String[] values = line.split(" ");
      assertThat(values).hasSameSizeAs(columns);
      for (int i = 0; i < values.length; i++) {
        fields.put(columns.get(i), values[i]);
      }
      Truth.Key key = key(fields);
      List<String> row =
          List.of(
              fields.get("date") + fields.get("time").substring(0, 2),
              key.toString(),
              fields.get("c-ip"),
              fields.get("cs-username"),
              fields.get("cs(User-Agent)"),
              fields.get("s-port"),
              fields.getOrDefault("X-Forwarded-For", ""),
              fields.getOrDefault("crypt-cipher", ""));
      add(counted, key, seen.add(row) ? 1 : 0);
    }
  }

  private static Truth.Key key(Map<String, String> fields) {
    String crypt = fields.getOrDefault("crypt-protocol", "");
    String stem = fields.get("cs-uri-stem");
    String outcome =
        VERSIONS.containsKey(crypt)
            ? "negotiated"
            : crypt.equals("-") && fields.get("s-port").equals("80") ? "cleartext" : "not-logged";
    boolean isProbe =
        stem.endsWith("/healthcheck.htm")
            || Pattern.compile("KEMP|AMProbe|MSExchangeActiveMonitoring|MSEXCHMON")
                .matcher(fields.get("cs(User-Agent)"))
                .find();
    return new Truth.Key(
        "iis",
        protocol(stem),
        "inbound",
        fields.get("c-ip").replaceAll("%.*", ""),
        VERSIONS.get(crypt),
        VERSIONS.get(crypt),
        outcome,
        "client",
        isProbe);
  }

  private static String protocol(String stem) {
    String[] folders = stem.split("/+");
    return switch (folders.length < 2 ? "" : folders[1].toLowerCase()) {
      case "mapi" -> "mapi-http";
      case "rpc" -> "outlook-anywhere";
      case "ews" -> "ews";
      case "microsoft-server-activesync" -> "activesync";
      case "api" -> "rest";
      case "owa" -> "owa";
      case "ecp" -> "ecp";
      case "oab" -> "oab";
      case "autodiscover" -> "autodiscover";
      case "powershell" -> "powershell";
      default -> "other-http";
    };
  }

  private static void countSession(
      boolean isSend, List<Matcher> lines, Map<Truth.Key, Truth.Count> counted) {
    String text = "";
    for (Matcher line : lines) {
      text += line.group("event") + line.group("rest") + "\n";
    }
    boolean isConnected = !isSend || text.contains("+,");
    if (!isConnected) {
      return;
    }
    String version = null;
    String oldest = null;
    Matcher handshake = HANDSHAKE.matcher(text);
    while (handshake.find()) {
      String minor = handshake.group(3) == null ? "0" : handshake.group(3);
      version = handshake.group(1) + " " + handshake.group(2) + "." + minor;
      oldest = oldest == null || version.compareTo(oldest) < 0 ? version : oldest;
    }
    String outcome;
    if (version != null) {
      outcome = "negotiated";
    } else if (text.contains("TLS negotiation failed") || text.contains("STARTTLS command first")) {
      outcome = "failed";
    } else if (text.contains("MAIL FROM")) {
      outcome = "cleartext";
    } else if (text.contains("\n-,")) {
      outcome = "none";
    } else {
      outcome = "not-logged";
    }
    String ip = lines.get(0).group("ip").replaceAll("[\\[\\]]", "");
    boolean isProxy =
        text.matches("(?s).*XPROXYFROM [^\n]*\n.2.*")
            || text.contains("Proxying inbound session with session id");
    Truth.Key key =
        new Truth.Key(
            isSend ? "smtp-send" : "smtp-receive",
            "smtp",
            isSend ? "outbound" : "inbound",
            ip,
            version,
            oldest,
            outcome,
            isProxy ? "proxy" : "client",
            text.contains("MAIL FROM:<HealthMailbox")
                && !text.matches("(?s).*MAIL FROM:<(?!Health).*"));
    add(counted, key, 1);
  }

  private static void add(Map<Truth.Key, Truth.Count> counted, Truth.Key key, long observations) {
    Truth.Count before = counted.getOrDefault(key, new Truth.Count(0, 0));
    counted.put(key, new Truth.Count(before.observations() + observations, before.requests() + 1));
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        Stream<String> lines = new String(text.readAllBytes(), StandardCharsets.UTF_8).lines()) {
      return lines.toList();
    }
  }
}
