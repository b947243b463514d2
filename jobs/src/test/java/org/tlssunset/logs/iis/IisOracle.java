package org.tlssunset.logs.iis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.LogSettings;

/**
 * Makes up IIS logs, and reads them slowly and plainly: by {@code split}, and by tables that say
 * for every word it uses in a log what it means.
 *
 * <p>No line comes more than an hour late, so that each client-hour is one row.
 */
final class IisOracle {

  private static final Map<String, String> ADDRESSES =
      Map.of(
          "10.0.0.1", "10.0.0.1",
          "::ffff:10.0.0.1", "10.0.0.1",
          "192.0.2.1", "192.0.2.1",
          "2001:DB8::1", "2001:db8::1",
          "2001:db8:0:0:0:0:0:1", "2001:db8::1");

  private static final Map<String, String> FORWARDED =
      Map.of(
          "-", "",
          "unknown", "unknown",
          "51.154.8.227,+10.0.0.9", "51.154.8.227, 10.0.0.9",
          "51.154.8.227:443,10.0.0.9", "51.154.8.227, 10.0.0.9",
          "_x,,for=10.0.0.9;by=_y", "unknown, unknown, 10.0.0.9",
          "[2001:db8::1]:5555", "2001:db8::1");

  private static final Map<String, String> FORWARDED_TLS =
      Map.of("-", "", "TLSv1.2", "TLSv1.2", "TLS+1.0", "TLS 1.0", "x".repeat(65), "");

  /** The names of the fields that are in the logs. */
  static final LogSettings SETTINGS =
      IisReading.settings(
          new ForwardingFields(
              List.of("OriginalIP", "X-Forwarded-For"), List.of("Tls-B", "Tls-A"), List.of("C")));

  private static final Map<String, String> PATHS =
      Map.of(
          "/owa/", "owa",
          "/OWA/auth.owa", "owa",
          "/EWS/Exchange.asmx", "ews",
          "//ews", "ews",
          "/Autodiscover/autodiscover.xml", "autodiscover",
          "/owax", "other-http",
          "/owa/HealthCheck.htm", "owa probe");

  private static final Map<String, String> VERSIONS =
      Map.of(
          "-", "",
          "400", "TLS 1.2",
          "0x00400", "TLS 1.2",
          "40", "TLS 1.0",
          "4000", "0x4000",
          "TLSv1", "TLS 1.0",
          "tls1.2", "TLS 1.2",
          "SP_PROT_TLS1_2_SERVER", "TLS 1.2",
          "TLS", "nobody can read it",
          "1.2", "nobody can read it");

  private static final Map<String, String> CIPHERS =
      Map.of(
          "-", "",
          "660e", "AES_128 128",
          "660.000000", "AES_128 128",
          "aes-128", "AES_128 128",
          "6610", "AES_256 256",
          "CALG_AES_256", "AES_256 256",
          "who_knows", "who_knows");

  private static final Map<String, Boolean> AGENTS =
      Map.of(
          "-",
          false,
          "Agent/1.0+(é)",
          false,
          "x".repeat(99),
          false,
          "AMProbe/1",
          true,
          "Mozilla/4.0+(compatible;+MSEXCHMON;+OWACTP)",
          true,
          "Ews_Probe/Local+(X/15.1)",
          true,
          "Kempten/1.0+(KEMP)",
          false,
          "MyAMProbes",
          false);

  private static final List<String> USERS =
      List.of("-", "CONTOSO\\joe", "a+b", "X\\HealthMailbox1");

  private static final List<String> COLUMNS =
      List.of(
          "date",
          "time",
          "s-computername",
          "s-ip",
          "cs-uri-stem",
          "cs-uri-query",
          "s-port",
          "cs-username",
          "c-ip",
          "cs(User-Agent)",
          "sc-status",
          "crypt-protocol",
          "crypt-cipher",
          "OriginalIP",
          "X-Forwarded-For",
          "Tls-A",
          "Tls-B",
          "C");

  private final Random random;

  IisOracle(Random random) {
    this.random = random;
  }

  /** A log of so many lines, comments and broken lines among them. */
  byte[] log(int lines) {
    StringBuilder log = new StringBuilder();
    List<String> columns = List.of();
    long second = LocalDateTime.of(2024, 3, 4, 22, 0).toEpochSecond(ZoneOffset.UTC);
    long dated = second;
    for (int i = 0; i < lines; i++) {
      int kind = random.nextInt(40);
      if (i == 0 && kind != 5 || kind == 0) {
        columns = new ArrayList<>(COLUMNS);
        if (random.nextBoolean()) {
          Collections.shuffle(columns, random);
        }
        if (random.nextInt(4) == 0) {
          columns.remove(random.nextInt(3) == 0 ? 0 : random.nextInt(columns.size()));
        }
        log.append("#Fields: ").append(String.join(" ", columns));
      } else if (kind == 1) {
        log.append("#Date: ").append(instant(second).replace('T', ' '));
        dated = second;
      } else if (kind == 2) {
        log.append("2024-03-04 22:00");
      } else if (kind != 3) {
        second += random.nextInt(9) == 0 ? random.nextInt(3_600) : random.nextInt(3);
        long late = random.nextInt(9) == 0 ? random.nextInt(3_600) : 0;
        appendLine(log, columns, Math.max(dated, second - late));
      }
      log.append(random.nextInt(3) == 0 ? "\r\n" : "\n");
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String instant(long second) {
    return Instant.ofEpochSecond(second).toString().substring(0, 19);
  }

  private void appendLine(StringBuilder log, List<String> columns, long second) {
    String[] instant = instant(second).split("T");
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      values.add(
          switch (column) {
            case "date" -> instant[0];
            case "time" -> instant[1];
            case "s-computername" -> any(List.of("EXCH01", "EXCH02", "-"));
            case "cs-uri-stem" -> any(PATHS.keySet());
            case "s-port" -> any(List.of("80", "443", "444"));
            case "cs-username" -> any(USERS);
            case "c-ip", "s-ip" -> any(ADDRESSES.keySet());
            case "cs(User-Agent)" -> any(AGENTS.keySet());
            case "sc-status" -> any(List.of("200", "302", "401", "503", "-", "20", "2000"));
            case "crypt-protocol" -> any(VERSIONS.keySet());
            case "crypt-cipher" -> any(CIPHERS.keySet());
            case "OriginalIP", "X-Forwarded-For" -> anyOrNone(FORWARDED.keySet());
            case "Tls-A", "Tls-B", "C" -> anyOrNone(FORWARDED_TLS.keySet());
            default -> "q" + random.nextInt();
          });
    }
    log.append(String.join(random.nextInt(30) == 0 ? "  " : " ", values));
    log.append(" ".repeat(random.nextInt(20) == 0 ? random.nextInt(4) : 0));
  }

  private String anyOrNone(Collection<String> words) {
    return random.nextInt(3) > 0 ? "-" : any(words);
  }

  private String any(Collection<String> words) {
    List<String> sorted = words.stream().sorted().toList();
    return sorted.get(random.nextInt(sorted.size()));
  }

  /** The rows of a log, in the shape of {@link IisReading#texts}. */
  static List<Map<String, Object>> rows(byte[] log) {
    Map<Object, Map<String, Object>> rows = new LinkedHashMap<>();
    String[] lines = new String(log, StandardCharsets.UTF_8).split("\r?\n", -1);
    List<String> columns = List.of();
    LocalDateTime latest = null;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      String[] values = line.split(" ", -1);
      if (line.startsWith("#Fields: ")) {
        columns = Arrays.asList(values).subList(1, values.length);
      } else if (line.startsWith("#Date: ")) {
        latest = LocalDateTime.parse(line.substring(7).replace(' ', 'T'));
      } else if (!line.isEmpty() && !columns.isEmpty()) {
        if (values.length != columns.size()) {
          values = line.trim().split(" +");
        }
        if (values.length != columns.size()) {
          continue;
        }
        Map<String, String> fields = new TreeMap<>();
        for (int column = 0; column < values.length; column++) {
          fields.put(columns.get(column), values[column]);
        }
        LocalDateTime at = at(fields, latest);
        if (at != null) {
          latest = latest == null || at.isAfter(latest) ? at : latest;
          boolean isReadable =
              !VERSIONS.get(fields.getOrDefault("crypt-protocol", "-")).startsWith("nobody");
          if (isReadable) {
            add(rows, fields, at.toEpochSecond(ZoneOffset.UTC), i + 1);
          }
        }
      }
    }
    return new ArrayList<>(rows.values());
  }

  /** A line's instant: without a date, the nearest to the latest one that has this time. */
  private static LocalDateTime at(Map<String, String> fields, LocalDateTime latest) {
    String time = fields.get("time");
    if (time == null || (latest == null && !fields.containsKey("date"))) {
      return null;
    }
    if (fields.containsKey("date")) {
      return LocalDateTime.parse(fields.get("date") + "T" + time);
    }
    return Stream.of(-1, 0, 1)
        .map(days -> latest.toLocalDate().plusDays(days).atTime(LocalTime.parse(time)))
        .min(Comparator.comparing(at -> Duration.between(latest, at).abs()))
        .orElseThrow();
  }

  private static void add(
      Map<Object, Map<String, Object>> rows, Map<String, String> fields, long second, long line) {
    Map<String, Object> facts = facts(fields);
    Map<String, Object> key = new TreeMap<>(facts);
    key.put("hour", second / 3600);
    Map<String, Object> row = rows.get(key);
    if (row == null) {
      row = facts;
      row.put("requests", 0L);
      row.put("started_at", second * 1_000_000);
      row.put("ended_at", second * 1_000_000);
      row.put("source_line", line);
      rows.put(key, row);
    }
    row.merge("requests", 1L, (a, b) -> (Long) a + (Long) b);
    if (fields.containsKey("sc-status") && fields.containsKey("cs-username")) {
      boolean isUse =
          List.of("200", "302").contains(fields.get("sc-status"))
              && !text(fields, "cs-username").isEmpty();
      row.merge("used", isUse ? 1L : 0L, (a, b) -> (Long) a + (Long) b);
    }
    row.merge("started_at", second * 1_000_000, (a, b) -> Math.min((Long) a, (Long) b));
    row.merge("ended_at", second * 1_000_000, (a, b) -> Math.max((Long) a, (Long) b));
    row.put("observed_on", (int) ((Long) row.get("started_at") / 86_400_000_000L));
  }

  private static Map<String, Object> facts(Map<String, String> fields) {
    Map<String, Object> row = new TreeMap<>();
    row.put("source", "iis");
    row.put("direction", "inbound");
    String own = ADDRESSES.getOrDefault(text(fields, "s-ip"), "");
    String computer = text(fields, "s-computername");
    put(row, "server", computer.isEmpty() ? own : computer);
    String[] path = PATHS.getOrDefault(text(fields, "cs-uri-stem"), "other-http").split(" ");
    row.put("protocol", path[0]);
    put(row, "peer_ip", text(fields, "c-ip"));
    String client = ADDRESSES.getOrDefault(text(fields, "c-ip"), "");
    put(row, "client_ip", client);
    if (!client.isEmpty()) {
      row.put("client_ip_from", "log");
    }
    put(row, "server_ip", own);
    String port = text(fields, "s-port");
    if (!port.isEmpty()) {
      row.put("server_port", Integer.valueOf(port));
    }
    row.put("tls_hop", "client");
    row.put("inner", false);
    String list = FORWARDED.get(fields.getOrDefault("X-Forwarded-For", "-"));
    String original = FORWARDED.get(fields.getOrDefault("OriginalIP", "-"));
    String named = original.isEmpty() ? "" : "OriginalIP=" + original;
    put(row, "forwarded_for", list + (list.isEmpty() || named.isEmpty() ? "" : "; ") + named);
    String tls = fields.getOrDefault("Tls-B", "-");
    tls = tls.equals("-") ? fields.getOrDefault("Tls-A", "-") : tls;
    put(row, "forwarded_tls_version", FORWARDED_TLS.get(tls));
    put(row, "forwarded_tls_cipher", FORWARDED_TLS.get(fields.getOrDefault("C", "-")));
    put(row, "user_name", text(fields, "cs-username").replace('+', ' '));
    put(row, "user_agent", text(fields, "cs(User-Agent)").replace('+', ' '));
    row.put(
        "is_probe",
        path.length > 1
            || text(fields, "cs-username").contains("HealthMailbox")
            || AGENTS.get(fields.getOrDefault("cs(User-Agent)", "-")));
    String version = VERSIONS.get(fields.getOrDefault("crypt-protocol", "-"));
    String cipher = CIPHERS.get(fields.getOrDefault("crypt-cipher", "-"));
    boolean isLogged = fields.containsKey("crypt-protocol");
    boolean isCipherLogged = !fields.getOrDefault("crypt-cipher", "-").equals("-");
    if (!version.isEmpty()) {
      row.put("tls_outcome", "negotiated");
      row.put("tls_version", version);
      row.put("tls_version_first", version);
      if (!cipher.isEmpty()) {
        row.put("cipher", cipher.split(" ")[0]);
        if (cipher.contains(" ")) {
          row.put("cipher_bits", Integer.valueOf(cipher.split(" ")[1]));
        }
      }
    } else {
      boolean isCleartext = isLogged && !isCipherLogged && port.equals("80");
      row.put("tls_outcome", isCleartext ? "cleartext" : "not-logged");
    }
    return row;
  }

  private static String text(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    return value.equals("-") ? "" : value;
  }

  private static void put(Map<String, Object> row, String name, String value) {
    if (!value.isEmpty()) {
      row.put(name, value);
    }
  }
}
