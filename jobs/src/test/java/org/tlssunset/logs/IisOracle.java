package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

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
          "51.154.8.227,+10.0.0.9", "51.154.8.227",
          "1.1.1.1,51.154.8.227:443", "51.154.8.227",
          "[2001:db8::1]:5555", "2001:db8::1");

  private static final Map<String, String> PATHS =
      Map.of(
          "/owa/", "owa",
          "/OWA/auth.owa", "owa",
          "/EWS/Exchange.asmx", "ews",
          "/ews", "ews",
          "/Autodiscover/autodiscover.xml", "autodiscover",
          "/owax", "other-http",
          "/owa/HealthCheck.htm", "owa probe");

  private static final Map<String, String> VERSIONS =
      Map.of("-", "", "400", "TLS 1.2", "0x400", "TLS 1.2", "40", "TLS 1.0", "4000", "0x4000");

  private static final Map<String, String> CIPHERS =
      Map.of("-", "", "660e", "AES_128 128", "660.000000", "AES_128 128", "6610", "AES_256 256");

  private static final List<String> USERS =
      List.of("-", "CONTOSO\\joe", "a+b", "X\\HealthMailbox1");

  private static final List<String> COLUMNS =
      List.of(
          "date",
          "time",
          "s-computername",
          "cs-uri-stem",
          "cs-uri-query",
          "s-port",
          "cs-username",
          "c-ip",
          "cs(User-Agent)",
          "sc-status",
          "crypt-protocol",
          "crypt-cipher",
          "OriginalIP");

  private final Random random;

  IisOracle(Random random) {
    this.random = random;
  }

  /** A log of so many lines, comments and broken lines among them. */
  byte[] log(int lines) {
    StringBuilder log = new StringBuilder();
    List<String> columns = List.of();
    // Without a date column times would jump back a day at midnight: such a log ends before.
    boolean mayDropDate = random.nextBoolean();
    long second =
        LocalDateTime.of(2024, 3, 4, mayDropDate ? 2 : 22, 0).toEpochSecond(ZoneOffset.UTC);
    long end = mayDropDate ? second + 20 * 3_600 : Long.MAX_VALUE;
    for (int i = 0; i < lines; i++) {
      int kind = random.nextInt(40);
      if (i == 0 && kind != 5 || kind == 0) {
        columns = new ArrayList<>(COLUMNS);
        if (random.nextBoolean()) {
          Collections.shuffle(columns, random);
        }
        if (random.nextInt(4) == 0) {
          String dropped = columns.get(random.nextInt(columns.size()));
          if (mayDropDate || !dropped.equals("date")) {
            columns.remove(dropped);
          }
        }
        log.append("#Fields: ").append(String.join(" ", columns));
      } else if (kind == 1) {
        log.append("#Date: ").append(date(second)).append(" 00:00:00");
      } else if (kind == 2) {
        log.append("2024-03-04 22:00");
      } else if (kind != 3) {
        second += random.nextInt(9) == 0 ? random.nextInt(3_600) : random.nextInt(3);
        second = Math.min(second, end);
        appendLine(log, columns, second - (random.nextInt(9) == 0 ? random.nextInt(3_600) : 0));
      }
      log.append(random.nextInt(3) == 0 ? "\r\n" : "\n");
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String date(long second) {
    return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).toLocalDate().toString();
  }

  private void appendLine(StringBuilder log, List<String> columns, long second) {
    String[] instant = Instant.ofEpochSecond(second).toString().split("[TZ]");
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
            case "c-ip" -> any(ADDRESSES.keySet());
            case "cs(User-Agent)" ->
                any(List.of("-", "Agent/1.0+(é)", "AMProbe/1", "x".repeat(99)));
            case "crypt-protocol" -> any(VERSIONS.keySet());
            case "crypt-cipher" -> any(CIPHERS.keySet());
            case "OriginalIP" -> any(FORWARDED.keySet());
            default -> "q" + random.nextInt();
          });
    }
    log.append(String.join(" ", values));
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
    String day = "";
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      String[] values = line.split(" ", -1);
      if (line.startsWith("#Fields: ")) {
        columns = Arrays.asList(values).subList(1, values.length);
      } else if (line.startsWith("#Date: ")) {
        day = line.substring(7, 17);
      } else if (!line.isEmpty() && !columns.isEmpty() && values.length == columns.size()) {
        Map<String, String> fields = new TreeMap<>();
        for (int column = 0; column < values.length; column++) {
          fields.put(columns.get(column), values[column]);
        }
        String date = fields.getOrDefault("date", day);
        if (!date.isEmpty() && fields.containsKey("time")) {
          long second =
              LocalDateTime.parse(date + "T" + fields.get("time")).toEpochSecond(ZoneOffset.UTC);
          add(rows, fields, second, i + 1);
        }
      }
    }
    return new ArrayList<>(rows.values());
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
    row.merge("started_at", second * 1_000_000, (a, b) -> Math.min((Long) a, (Long) b));
    row.merge("ended_at", second * 1_000_000, (a, b) -> Math.max((Long) a, (Long) b));
    row.put("observed_on", (int) ((Long) row.get("started_at") / 86_400_000_000L));
  }

  private static Map<String, Object> facts(Map<String, String> fields) {
    Map<String, Object> row = new TreeMap<>();
    row.put("source", "iis");
    row.put("direction", "inbound");
    put(row, "server", text(fields, "s-computername"));
    String[] path = PATHS.getOrDefault(text(fields, "cs-uri-stem"), "other-http").split(" ");
    row.put("protocol", path[0]);
    put(row, "peer_ip", text(fields, "c-ip"));
    String forwarded = FORWARDED.get(fields.getOrDefault("OriginalIP", "-"));
    boolean isAddress = !forwarded.isEmpty() && !forwarded.equals("unknown");
    String client = isAddress ? forwarded : ADDRESSES.getOrDefault(text(fields, "c-ip"), "");
    put(row, "client_ip", client);
    if (!client.isEmpty()) {
      row.put("client_ip_from", isAddress ? "x-forwarded-for" : "log");
    }
    String port = text(fields, "s-port");
    row.put("tls_hop", forwarded.isEmpty() && !port.equals("444") ? "client" : "proxy");
    put(row, "user_name", text(fields, "cs-username").replace('+', ' '));
    put(row, "user_agent", text(fields, "cs(User-Agent)").replace('+', ' '));
    row.put(
        "is_probe",
        path.length > 1
            || text(fields, "cs-username").contains("HealthMailbox")
            || text(fields, "cs(User-Agent)").startsWith("AMProbe"));
    String version = VERSIONS.get(fields.getOrDefault("crypt-protocol", "-"));
    String cipher = CIPHERS.get(fields.getOrDefault("crypt-cipher", "-"));
    boolean isLogged = fields.containsKey("crypt-protocol");
    if (!version.isEmpty()) {
      row.put("tls_outcome", "negotiated");
      row.put("tls_version", version);
      row.put("tls_version_first", version);
      if (!cipher.isEmpty()) {
        row.put("cipher", cipher.split(" ")[0]);
        row.put("cipher_bits", Integer.valueOf(cipher.split(" ")[1]));
      }
    } else {
      boolean isCleartext = isLogged && cipher.isEmpty() && port.equals("80");
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
