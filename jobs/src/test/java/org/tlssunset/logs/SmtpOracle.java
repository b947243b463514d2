package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an SMTP protocol log slowly and plainly: by patterns, a session as a whole at a time, with
 * all of its lines at hand. Knows the words that {@link SmtpSessionsMadeUp} uses.
 */
final class SmtpOracle {

  private static final Pattern COLUMN = Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,]*))(?:,|$)");
  private static final Pattern TOLD =
      Pattern.compile("TLS protocol SP_PROT[_-](TLS1_2|TLS1|SSL3)_(SERVER|CLIENT).*");
  private static final Map<String, String> VERSIONS =
      Map.of("TLS1_2", "TLS 1.2", "TLS1", "TLS 1.0", "SSL3", "SSL 3.0");

  /** One line: what is said by whom. Kinds are + - * and C for commands, A for answers. */
  private record Event(
      long line, long time, int number, String local, String remote, char kind, String text) {

    boolean isTls() {
      return kind == '*' && text.startsWith("TLS protocol");
    }

    boolean isFailure() {
      return kind == '*' && text.startsWith("TLS negotiation failed");
    }

    boolean isRefusal() {
      return kind == 'A' && (text.startsWith("4") || text.startsWith("5"));
    }

    boolean isDemand() {
      return isRefusal() && text.matches(".*(STARTTLS|Encryption).*");
    }

    boolean isStartTls() {
      return kind == 'C' && text.matches("STARTTLS|X-ANONYMOUSTLS");
    }

    boolean isClear() {
      return kind == 'C' && text.matches("(MAIL FROM|AUTH |X-EXPS ).*");
    }
  }

  private final boolean isSend;
  private final String id;
  private final String connector;
  private final long firstLine;
  private final List<Event> events = new ArrayList<>();

  private SmtpOracle(boolean isSend, String id, String connector, long firstLine) {
    this.isSend = isSend;
    this.id = id;
    this.connector = connector;
    this.firstLine = firstLine;
  }

  /** The rows of a log without comments and broken lines; unlogged columns are left out. */
  static List<Map<String, Object>> rows(byte[] log, boolean isSend) {
    Map<String, SmtpOracle> sessions = new LinkedHashMap<>();
    long number = 0;
    for (String line : new String(log, StandardCharsets.UTF_8).split("\r?\n")) {
      number++;
      List<String> columns = new ArrayList<>();
      Matcher matcher = COLUMN.matcher(line);
      while (columns.size() < 9 && matcher.find()) {
        String quoted = matcher.group(1);
        columns.add(quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\""));
      }
      long lineNumber = number;
      sessions
          .computeIfAbsent(
              columns.get(1) + "\n" + columns.get(2),
              key -> new SmtpOracle(isSend, columns.get(2), columns.get(1), lineNumber))
          .add(lineNumber, columns);
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (SmtpOracle session : sessions.values()) {
      for (SmtpOracle connection : session.connections()) {
        Map<String, Object> row = connection.row();
        if (row != null) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** The lines of each connection: one ends where a line cannot be of it. */
  private List<SmtpOracle> connections() {
    List<SmtpOracle> connections = new ArrayList<>();
    SmtpOracle latest = null;
    for (Event event : events) {
      if (latest == null || latest.isOver(event)) {
        latest = new SmtpOracle(isSend, id, connector, event.line);
        connections.add(latest);
      }
      latest.events.add(event);
    }
    return connections;
  }

  private boolean isOver(Event next) {
    boolean isAttempt = isSend && next.text.equals("attempting to connect");
    boolean isDisconnected = events.stream().anyMatch(event -> event.kind == '-');
    List<Event> contact = isSend ? events.subList(Math.max(0, connect()), events.size()) : events;
    boolean isConnected = !isSend || connect() >= 0;
    return (isDisconnected && (next.kind == '+' || isAttempt))
        || (isConnected
            && !next.remote.isEmpty()
            && contact.stream()
                .anyMatch(event -> !event.remote.isEmpty() && !event.remote.equals(next.remote)));
  }

  private void add(long line, List<String> columns) {
    long time = Instant.parse(columns.get(0)).toEpochMilli() * 1000;
    int number = Integer.parseInt(columns.get(3));
    char kind = columns.get(6).charAt(0);
    if (kind == '<' || kind == '>') {
      kind = (kind == '>') == isSend ? 'C' : 'A';
    }
    String context = columns.get(8);
    String data = columns.get(7);
    boolean isUser = context.equals("authenticated");
    String text = kind != '*' ? data : isUser ? "User Name: " + data : context;
    events.add(new Event(line, time, number, columns.get(4), columns.get(5), kind, text));
  }

  private @Nullable Map<String, Object> row() {
    if (isSend) {
      int connect = connect();
      // What precedes the connect is no part of the contact.
      if (connect >= 0) {
        events.subList(0, connect).clear();
      } else {
        return null;
      }
    }
    Map<String, Object> row = new TreeMap<>();
    long started = events.stream().mapToLong(Event::time).min().orElseThrow();
    row.put("observed_on", (int) (started / 86_400_000_000L));
    row.put("started_at", started);
    row.put("ended_at", events.stream().mapToLong(Event::time).max().orElseThrow());
    row.put("source", isSend ? "smtp-send" : "smtp-receive");
    row.put("direction", isSend ? "outbound" : "inbound");
    row.put("protocol", "smtp");
    row.put("session_id", id);
    row.put("requests", 1L);
    Event first = events.get(0);
    String server = first.local.startsWith("[") ? "2001:db8::4" : "10.0.0.4";
    int slash = isSend ? -1 : connector.indexOf('\\');
    row.put("server", slash > 0 ? connector.substring(0, slash) : server);
    row.put("endpoint", connector.substring(slash + 1));
    String remote =
        events.stream().map(Event::remote).filter(text -> !text.isEmpty()).findFirst().orElse("");
    String peer = remote.replaceAll(":5$", "").replaceAll("[\\[\\]]", "");
    if (!peer.isEmpty()) {
      row.put("peer_ip", peer);
      row.put("peer_port", 5);
    }
    if (!peer.isEmpty() && !peer.endsWith("x")) {
      row.put("client_ip", peer.toLowerCase(Locale.ROOT));
      row.put("client_ip_from", "log");
    }
    names(row);
    boolean isProxied =
        connector.equals("Client Proxy Send Connector")
            || events.stream().anyMatch(e -> e.kind == 'C' && e.text.startsWith("XPROXY"));
    row.put("tls_hop", isProxied ? "proxy" : "client");
    boolean isProbe =
        peer.equals("127.0.0.1")
            || events.stream().anyMatch(e -> e.kind == 'C' && e.text.contains("<HealthMailbox"));
    row.put("is_probe", isProbe);
    outcome(row);
    return row;
  }

  private int connect() {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).kind == '+') {
        return i;
      }
    }
    return -1;
  }

  private void names(Map<String, Object> row) {
    boolean awaitsTls = false;
    for (Event event : events) {
      if (event.kind == 'C' && !isSend && event.text.matches("(EHLO|HELO) .*")) {
        row.put("client_name", event.text.substring(5));
      }
      if (event.kind == 'A' && isSend && !awaitsTls && event.text.startsWith("220 mx.example")) {
        row.put("client_name", "mx.example");
      }
      awaitsTls =
          event.isStartTls()
              || (awaitsTls
                  && event.kind != 'C'
                  && !event.isTls()
                  && !event.isFailure()
                  && !event.isRefusal());
      if (event.text.startsWith("User Name: ") && !event.text.endsWith("NULL")) {
        row.put("user_name", event.text.substring(11));
      }
    }
  }

  private void outcome(Map<String, Object> row) {
    Event told = null;
    boolean untold = false;
    Event failure = null;
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.isTls()) {
        Matcher matcher = TOLD.matcher(event.text);
        if (matcher.matches()) {
          told = event;
          row.put("tls_version", VERSIONS.get(matcher.group(1)));
          row.put("tls_version_first", VERSIONS.get(matcher.group(1)));
        } else {
          untold = true;
        }
      }
      failure = event.isStartTls() ? null : failure;
      Event settled = event.isStartTls() ? settled(i) : null;
      untold |= settled != null && settled.kind == 'C';
      if (event.isFailure()) {
        failure = event;
      }
      if (settled != null && settled.isRefusal()) {
        failure = settled;
      }
    }
    if (told != null) {
      put(row, "negotiated", told);
    } else if (untold) {
      put(row, "not-logged", null);
    } else {
      withoutTls(row, failure);
    }
  }

  private void withoutTls(Map<String, Object> row, @Nullable Event failure) {
    boolean isWhole =
        isStarted() && complete(events.size()) && events.stream().anyMatch(e -> e.kind == '-');
    Event lastDemand = null;
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.isClear()) {
        int answer = i + 1;
        while (answer < events.size() && events.get(answer).kind != 'A') {
          answer++;
        }
        boolean isAnswered = answer < events.size();
        if (!isAnswered || !events.get(answer).isDemand() || isStartTlsBetween(i, answer)) {
          boolean isProven =
              complete(i + 1)
                  && isStarted()
                  && (isAnswered ? complete(answer + 1) : isWhole)
                  && (isWhole || !isStartTlsPending());
          put(row, isProven ? "cleartext" : "not-logged", isProven ? event : null);
          return;
        }
        i = answer - 1;
      } else if (event.isStartTls()) {
        lastDemand = settled(i) == null ? event : null;
      } else if (event.isDemand() && !answersStartTls(i)) {
        lastDemand = event;
      }
    }
    if (failure != null && failure.isDemand() && !isWhole) {
      put(row, "not-logged", null);
    } else if (failure != null) {
      put(row, "failed", failure);
      row.put("failure", failure.text);
    } else if (lastDemand != null) {
      put(row, isWhole ? "failed" : "not-logged", isWhole ? lastDemand : null);
      if (isWhole) {
        row.put(
            "failure",
            lastDemand.isStartTls() ? "STARTTLS followed by a disconnect" : lastDemand.text);
      }
    } else {
      put(row, isWhole ? "none" : "not-logged", null);
    }
  }

  private void put(Map<String, Object> row, String outcome, @Nullable Event proof) {
    row.put("tls_outcome", outcome);
    if (proof != null) {
      row.put("source_line", proof.line);
    } else if (outcome.equals("none")) {
      row.put("source_line", firstLine);
    }
  }

  /** What became of the STARTTLS at an index; null if nothing did. */
  private @Nullable Event settled(int startTls) {
    for (Event event : events.subList(startTls + 1, events.size())) {
      if (event.kind == 'C' || event.isTls() || event.isFailure() || event.isRefusal()) {
        return event;
      }
    }
    return null;
  }

  private boolean isStartTlsPending() {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).isStartTls() && settled(i) == null) {
        return true;
      }
    }
    return false;
  }

  private boolean answersStartTls(int answer) {
    for (int i = answer - 1; i >= 0; i--) {
      if (events.get(i).isStartTls() && settled(i) == events.get(answer)) {
        return true;
      }
    }
    return false;
  }

  private boolean isStartTlsBetween(int from, int answer) {
    return answersStartTls(answer)
        && events.subList(from, answer).stream().anyMatch(Event::isStartTls);
  }

  private boolean isStarted() {
    boolean hasPlus = events.stream().anyMatch(event -> event.kind == '+');
    return hasPlus || (!isSend && events.stream().anyMatch(event -> event.number <= 1));
  }

  /** Whether the first lines, so many of them, have no gap in their numbers. */
  private boolean complete(int count) {
    TreeSet<Integer> numbers = new TreeSet<>();
    events.subList(0, count).forEach(event -> numbers.add(event.number));
    return numbers.last() - numbers.first() == numbers.size() - 1;
  }
}
