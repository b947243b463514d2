package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes up the lines of SMTP sessions, in an order that may make sense or not. */
final class SmtpSessionsMadeUp {

  private static final List<String> RECEIVE_CONNECTORS =
      List.of("EX01\\Default EX01", "\"EX01\\Scan, \"\"fax\"\"\"", "EX02\\送信", "bare");

  private static final List<String> SEND_CONNECTORS =
      List.of("To Internet", "Client Proxy Send Connector", "\"a, b\"");

  private static final List<String> PEERS =
      List.of("192.0.2.7:5", "[2001:DB8::7]:5", "192.0.2.x:5", "127.0.0.1:5");

  private static final List<String> TLS =
      List.of(
          "TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded",
          "TLS protocol SP_PROT_TLS1_SERVER negotiation succeeded using",
          "TLS protocol SP_PROT-SSL3_CLIENT",
          "TLS protocol SP_PROT_TLS1_2",
          "TLS negotiation failed with error SocketError");

  private static final List<String> COMMANDS =
      List.of(
          "EHLO a.example",
          "HELO [10.0.0.7]",
          "STARTTLS",
          "STARTTLS",
          "X-ANONYMOUSTLS",
          "MAIL FROM:<a@b> SIZE=1",
          "MAIL FROM:<HealthMailbox1@b>",
          "AUTH LOGIN",
          "AUTH LOGIN",
          "AUTH PLAIN AGEAYg==",
          "AUTH NTLM TlRM",
          "X-EXPS NTLM",
          "XPROXY SID=1 IP=1.2.3.4",
          "XPROXYFROM SID=1 IP=1.2.3.4",
          "DATA",
          "DATA",
          "BDAT 10",
          "BDAT 10 LAST",
          "RCPT TO:<c@d>",
          "NOOP",
          "QUIT");

  private static final List<String> GREETINGS =
      List.of("220 mx.example ESMTP", "220 mx ESMTP", "220 ********");

  private static final List<String> ANSWERS =
      List.of(
          "220 2.0.0 Ready",
          "250 ok",
          "250-mx.hello.example Hello [10.0.0.4]",
          "250 host",
          "235 2.7.0 ok",
          "500 5.3.3 Unrecognized command",
          "504 5.7.4 Unrecognized authentication type",
          "550 5.7.1 TLS required",
          "354 go",
          "\"250 a, b\"",
          "334 x",
          "451 5.7.3 Must issue a STARTTLS command first",
          "454 4.7.0 TLS not available",
          "535 5.7.3 no",
          "538 5.7.11 Encryption required",
          "221 bye");

  private static final List<String> INFORMATION =
      List.of(
          "*,CONTOSO\\joe,authenticated",
          "*,,User Name: x@y",
          "*,,User Name: NULL",
          "*,X\\HealthMailbox1,authenticated",
          "*,,User Name: HealthMailbox2",
          "*,,Inbound AUTH LOGIN failed because of LogonDenied",
          "*,,Proxy session was successfully set up. Session for al will now be proxied",
          "*,,Proxying inbound session with session id 08D",
          "*,Connector is configured to send mail only over TLS connections,",
          "*,,Drop connection because TLS configuration requires TLS",
          "*,,Sending certificate",
          "*,None,Set Session Permissions",
          "*,,",
          "*,x,\"a \"\"b\"\", c\"");

  private final Random random;
  private final boolean isSend;

  SmtpSessionsMadeUp(Random random, boolean isSend) {
    this.random = random;
    this.isSend = isSend;
  }

  /** Sessions, each the list of its lines. */
  List<List<String>> sessions(int count) {
    List<List<String>> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sessions.add(session("S" + i));
    }
    return sessions;
  }

  /**
   * Lines with one session id: mostly of one connection, of which some may not tell the peer, else
   * of two with different peers.
   */
  private List<String> session(String id) {
    String connector = pick(isSend ? SEND_CONNECTORS : RECEIVE_CONNECTORS);
    List<String> peers = new ArrayList<>(PEERS);
    Collections.shuffle(peers, random);
    int second = random.nextInt(3_000);
    boolean isOnly = random.nextInt(4) > 0;
    List<String> lines = connection(id, connector, peers.get(0), isOnly, second, 0);
    if (!isOnly) {
      int number = isSend ? 40 : 0;
      lines.addAll(connection(id, connector, peers.get(1), false, second + 60, number));
    }
    return lines;
  }

  private List<String> connection(
      String id, String connector, String remote, boolean isOnly, int begin, int firstNumber) {
    String local = random.nextInt(9) == 0 ? "[2001:db8::4]:25" : "10.0.0.4:25";
    List<String> lines = new ArrayList<>();
    int second = begin;
    int number = firstNumber;
    List<String> events = events();
    boolean isConnected = !isSend;
    boolean isTold = false;
    boolean losesLines = random.nextInt(3) == 0;
    for (String event : events) {
      isConnected |= event.startsWith("+");
      second += random.nextInt(4) - (random.nextInt(9) == 0 ? 1 : 0);
      if (!losesLines || random.nextInt(9) > 0) {
        lines.add(
            "2024-03-04T07:%02d:%02d.%03dZ,%s,%s,%d,%s,%s,%s"
                .formatted(
                    Math.max(0, second) / 60,
                    Math.max(0, second) % 60,
                    random.nextInt(1000),
                    connector,
                    id,
                    number,
                    isConnected ? local : "",
                    isConnected ? remote(remote, isOnly && isTold, event) : "192.0.2.99:25",
                    event));
        isTold |= isConnected;
      }
      number += random.nextInt(15) == 0 ? 0 : 1;
    }
    return lines;
  }

  private String remote(String remote, boolean isOnly, String event) {
    return !isOnly || event.startsWith("+") || random.nextInt(15) > 0 ? remote : "";
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    if (isSend) {
      events.add("*,,attempting to connect");
      if (random.nextInt(4) == 0) {
        events.add("*,,\"Failed to connect. Winsock error code: 1, x\"");
        if (random.nextBoolean()) {
          return events;
        }
        events.add("*,,attempting to connect");
      }
    }
    events.add("+,,");
    if (random.nextBoolean()) {
      events.add((isSend ? "<," : ">,") + pick(GREETINGS) + ",");
    }
    int talk = random.nextInt(9);
    for (int i = 0; i < talk; i++) {
      switch (random.nextInt(6)) {
        case 0 -> events.add("*,,\"" + pick(TLS) + "\"");
        case 1 -> events.add(pick(INFORMATION));
        case 2, 3 -> events.add((isSend ? ">," : "<,") + pick(COMMANDS) + ",");
        default -> events.add((isSend ? "<," : ">,") + pick(ANSWERS) + ",");
      }
    }
    if (random.nextInt(5) > 0) {
      events.add("-,,Local");
    }
    return events;
  }

  /** One log of all, interleaved by chance. */
  static List<String> interleaved(List<List<String>> sessions, Random order) {
    List<String> lines = new ArrayList<>();
    int[] next = new int[sessions.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < next.length; i++) {
      if (!sessions.get(i).isEmpty()) {
        open.add(i);
      }
    }
    while (!open.isEmpty()) {
      int at = order.nextInt(open.size());
      int session = open.get(at);
      lines.add(sessions.get(session).get(next[session]++));
      if (next[session] == sessions.get(session).size()) {
        open.remove(at);
      }
    }
    return lines;
  }

  static byte[] log(List<String> lines) {
    StringBuilder log = new StringBuilder();
    lines.forEach(line -> log.append(line).append(line.hashCode() % 3 == 0 ? "\r\n" : "\n"));
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
