package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

  private final boolean isSend;
  private final String id;
  private final String connector;
  private final long firstLine;
  private final List<SmtpOracleEvent> events = new ArrayList<>();

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
    for (SmtpOracleEvent event : events) {
      if (latest == null || latest.isOver(event)) {
        latest = new SmtpOracle(isSend, id, connector, event.line());
        connections.add(latest);
      }
      latest.events.add(event);
    }
    return connections;
  }

  private boolean isOver(SmtpOracleEvent next) {
    boolean isAttempt = isSend && next.text().equals("attempting to connect");
    boolean isDisconnected = events.stream().anyMatch(event -> event.kind() == '-');
    return (isDisconnected && (next.kind() == '+' || isAttempt))
        || (!next.remote().isEmpty()
            && contact().stream()
                .map(SmtpOracleEvent::remote)
                .anyMatch(remote -> !remote.isEmpty() && !remote.equals(next.remote())));
  }

  /** The lines from where the two sides are connected: sending, each of them has a local end. */
  private List<SmtpOracleEvent> contact() {
    int from = 0;
    while (from < events.size() && events.get(from).local().isEmpty()) {
      from++;
    }
    return events.subList(from, events.size());
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
    String text =
        kind != '*' ? data : isUser ? "authenticated " + data : context.isEmpty() ? data : context;
    events.add(new SmtpOracleEvent(line, time, number, columns.get(4), columns.get(5), kind, text));
  }

  private @Nullable Map<String, Object> row() {
    boolean isProxying =
        isSend && events.stream().anyMatch(event -> event.text().startsWith("Proxying inbound"));
    // What precedes the connection is no part of the contact.
    List<SmtpOracleEvent> contact = List.copyOf(contact());
    if (contact.isEmpty()) {
      return null;
    }
    events.clear();
    events.addAll(contact);
    SmtpOracleTalk talk = new SmtpOracleTalk(events, isSend);
    Map<String, Object> row = new TreeMap<>();
    long started = events.stream().mapToLong(SmtpOracleEvent::time).min().orElseThrow();
    row.put("observed_on", (int) (started / 86_400_000_000L));
    row.put("started_at", started);
    row.put("ended_at", events.stream().mapToLong(SmtpOracleEvent::time).max().orElseThrow());
    row.put("source", isSend ? "smtp-send" : "smtp-receive");
    row.put("direction", isSend ? "outbound" : "inbound");
    row.put("protocol", "smtp");
    row.put("session_id", id);
    row.put("requests", 1L);
    SmtpOracleEvent first = events.get(0);
    String server = first.local().startsWith("[") ? "2001:db8::4" : "10.0.0.4";
    int slash = isSend ? -1 : connector.indexOf('\\');
    row.put("server", slash > 0 ? connector.substring(0, slash) : server);
    row.put("endpoint", connector.substring(slash + 1));
    String remote =
        events.stream()
            .map(SmtpOracleEvent::remote)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    String peer = remote.replaceAll(":5$", "").replaceAll("[\\[\\]]", "");
    if (!peer.isEmpty()) {
      row.put("peer_ip", peer);
      row.put("peer_port", 5);
    }
    if (!peer.isEmpty() && !peer.endsWith("x")) {
      row.put("client_ip", peer.toLowerCase(Locale.ROOT));
      row.put("client_ip_from", "log");
    }
    SmtpOracleNames names = new SmtpOracleNames(events, talk, isSend);
    row.put("client_name", names.name());
    String user = names.user();
    row.put("user_name", user);
    boolean isAccepted =
        events.stream()
            .filter(event -> event.kind() == 'C' && event.text().startsWith("XPROXY"))
            .anyMatch(talk::isAccepted);
    List<Boolean> signIns = names.signIns();
    boolean isAnonymous =
        events.stream()
            .filter(event -> event.isStartTls() && event.text().equals("X-ANONYMOUSTLS"))
            .map(talk::settled)
            .anyMatch(settled -> settled != null && (settled.isTls() || settled.kind() == 'C'));
    boolean isInner = isProxying || isAccepted || (isAnonymous && signIns.contains(true));
    row.put("tls_hop", isInner ? "proxy" : "client");
    row.put("inner", isInner);
    long mails =
        events.stream().filter(SmtpOracleEvent::isContent).filter(talk::isAccepted).count();
    row.put("messages", mails);
    long used = mails + signIns.size();
    row.put("used", used == 0 && !isWhole(talk) ? null : (Long) used);
    row.put("server_ip", server);
    row.put("server_port", 25);
    List<SmtpOracleEvent> begun = events.stream().filter(SmtpOracleEvent::isMail).toList();
    boolean isProbe =
        begun.stream().allMatch(mail -> mail.text().contains("<HealthMailbox"))
            && (!begun.isEmpty() || (user != null && user.contains("HealthMailbox")));
    row.put("is_probe", isProbe);
    row.values().removeIf(value -> value == null);
    outcome(row, talk);
    return row;
  }

  private void outcome(Map<String, Object> row, SmtpOracleTalk talk) {
    SmtpOracleEvent told = null;
    boolean untold = false;
    SmtpOracleEvent failure = null;
    boolean isPending = false;
    boolean isDemandOnly = false;
    List<String> versions = new ArrayList<>();
    for (SmtpOracleEvent event : events) {
      if (event.isTls()) {
        Matcher matcher = TOLD.matcher(event.text());
        if (matcher.matches()) {
          String version = VERSIONS.get(matcher.group(1));
          told = versions.stream().anyMatch(other -> other.compareTo(version) < 0) ? told : event;
          versions.add(version);
        } else {
          untold = true;
        }
      }
      if (event.isStartTls()) {
        SmtpOracleEvent settled = talk.settled(event);
        failure = null;
        isPending = settled == null;
        untold |= settled != null && settled.kind() == 'C';
      }
      boolean isRefusedTls = talk.awaitsTls(event) && isSettledBy(event, talk);
      if (event.isTlsFailure() || event.isGivenUp(isSend) || isRefusedTls) {
        failure = event;
        isDemandOnly = false;
      } else if (event.isDemand() && (failure == null || isDemandOnly)) {
        failure = event;
        isDemandOnly = true;
      }
    }
    if (told != null) {
      put(row, "negotiated", told);
      row.put("tls_version", versions.get(versions.size() - 1));
      row.put("tls_version_first", versions.stream().min(Comparator.naturalOrder()).orElseThrow());
    } else if (untold) {
      put(row, "not-logged", null);
    } else {
      withoutTls(row, talk, failure, isPending);
    }
  }

  private boolean isSettledBy(SmtpOracleEvent refusal, SmtpOracleTalk talk) {
    return refusal.isRefusal()
        && events.stream().anyMatch(event -> event.isStartTls() && talk.settled(event) == refusal);
  }

  /** Whether all its lines are here, from the first to the last. */
  private boolean isWhole(SmtpOracleTalk talk) {
    SmtpOracleEvent last = events.get(events.size() - 1);
    return isStarted()
        && talk.isComplete(last)
        && events.stream().anyMatch(event -> event.kind() == '-');
  }

  private void withoutTls(
      Map<String, Object> row,
      SmtpOracleTalk talk,
      @Nullable SmtpOracleEvent failure,
      boolean isStartTlsPending) {
    SmtpOracleEvent last = events.get(events.size() - 1);
    boolean isWhole = isWhole(talk);
    SmtpOracleEvent clear = null;
    boolean isProven = false;
    boolean isFollowed = false;
    for (SmtpOracleEvent event : events) {
      SmtpOracleEvent answer = clear == null ? null : talk.answer(clear);
      if (event.isMail() || event.isSignIn()) {
        boolean isReplaced =
            clear != null
                && clear.isSignIn()
                && (answer == null || answer.line() > event.line())
                && !isSaid(clear, event);
        if (clear == null || isReplaced) {
          clear = event;
          isProven = talk.isComplete(event);
          isFollowed = isReplaced && !event.tellsWho();
        } else {
          isFollowed |= answer == null || answer.line() > event.line();
        }
      }
      if (answer == event) {
        boolean isUndone =
            event.isRefusal()
                && !isSaid(clear, event)
                && (event.isDemand() || (clear.isSignIn() && !talk.isUnsure(clear)));
        if (isUndone && !isFollowed) {
          clear = null;
        } else {
          isProven &= talk.isComplete(event) && !isUndone;
        }
      }
    }
    boolean isUnanswered = clear != null && talk.answer(clear) == null;
    boolean isNothingSaid = isUnanswered && clear.isSignIn() && !isFollowed && !isSaid(clear, last);
    if (clear != null && !isNothingSaid) {
      isProven &= !(isUnanswered && isFollowed);
      isProven &= isStarted() && (isWhole || !(isUnanswered || isStartTlsPending));
      put(row, isProven ? "cleartext" : "not-logged", isProven ? clear : null);
    } else if (failure != null || isStartTlsPending) {
      failure = isStartTlsPending ? null : failure;
      boolean isOpen = isNothingSaid || failure == null || failure.isDemand();
      boolean hasFailed = isWhole || !isOpen;
      put(row, hasFailed ? "failed" : "not-logged", hasFailed ? proof(failure) : null);
      if (hasFailed) {
        row.put("failure", failure == null ? "STARTTLS followed by a disconnect" : failure.text());
        boolean isDemanded = failure != null && (failure.isDemand() || failure.isGivenUp(isSend));
        row.put("failure_class", isDemanded ? "demanded" : "unknown");
      }
    } else {
      put(row, isWhole ? "none" : "not-logged", null);
    }
  }

  /** The line of a failure: of one that no line tells, the last STARTTLS. */
  private SmtpOracleEvent proof(@Nullable SmtpOracleEvent failure) {
    return failure != null
        ? failure
        : events.stream()
            .filter(SmtpOracleEvent::isStartTls)
            .reduce((one, two) -> two)
            .orElseThrow();
  }

  /** Whether with a command, or until a line after it, a name or a password was sent. */
  private boolean isSaid(SmtpOracleEvent command, SmtpOracleEvent until) {
    return command.isSignIn()
        && (command.tellsWho()
            || events.stream()
                .filter(event -> event.line() > command.line() && event.line() <= until.line())
                .anyMatch(SmtpOracleEvent::showsWho));
  }

  private void put(Map<String, Object> row, String outcome, @Nullable SmtpOracleEvent proof) {
    row.put("tls_outcome", outcome);
    if (proof != null) {
      row.put("source_line", proof.line());
    } else if (outcome.equals("none")) {
      row.put("source_line", firstLine);
    }
  }

  private boolean isStarted() {
    boolean hasPlus = events.stream().anyMatch(event -> event.kind() == '+');
    return hasPlus || (!isSend && events.stream().anyMatch(event -> event.number() <= 1));
  }
}
