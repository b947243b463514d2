package org.tlssunset.logs.smtp;

import java.util.ArrayList;
import java.util.List;

/** Writes the lines of one SMTP session, numbered, a second apart from 2024-03-04T07:00:00Z on. */
record SmtpScript(String connector, String local, String remote) {

  static final SmtpScript RECEIVE =
      new SmtpScript("EX01\\Default Frontend EX01", "10.0.0.4:25", "192.0.2.7:51234");
  static final SmtpScript SEND = new SmtpScript("To Internet", "10.0.0.4:50111", "192.0.2.9:25");

  static final String TLS_1_2 =
      "*,,\"TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using bulk encryption"
          + " algorithm CALG_AES_256 with strength 256 bits, MAC hash algorithm CALG_SHA_384 with"
          + " strength 384 bits and key exchange algorithm CALG_ECDHE with strength 255 bits\"";
  static final String TLS_1_0 = "*,,TLS protocol SP_PROT_TLS1_0_SERVER negotiation succeeded";
  static final String UNTOLD = "*,,TLS protocol SP_PR";
  static final String FAILED = "*,,TLS negotiation failed with error SocketError";
  static final String DEMAND = "451 5.7.3 Must issue a STARTTLS command first";

  /**
   * Lines of a session, numbered from 0 on.
   *
   * @param events what stands behind the remote endpoint: {@code <,QUIT}; the context may be left
   *     out; {@code !} stands for a line that is lost
   */
  String[] lines(String... events) {
    return lines(0, events);
  }

  String[] lines(int firstNumber, String... events) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < events.length; i++) {
      if (!events[i].equals("!")) {
        lines.add(line(firstNumber + i, events[i]));
      }
    }
    return lines.toArray(String[]::new);
  }

  String line(int number, String event) {
    String rest = event.chars().filter(c -> c == ',').count() < 2 ? event + "," : event;
    return "2024-03-04T07:%02d:%02d.500Z,%s,08DC1DB8591B229A,%d,%s,%s,%s"
        .formatted(number / 60, number % 60, connector, number, local, remote, rest);
  }

  SmtpScript withLocal(String endpoint) {
    return new SmtpScript(connector, endpoint, remote);
  }

  SmtpScript withRemote(String endpoint) {
    return new SmtpScript(connector, local, endpoint);
  }

  SmtpScript withConnector(String name) {
    return new SmtpScript(name, local, remote);
  }
}
