package org.tlssunset.synthetic.plan;

import java.util.List;
import org.tlssunset.synthetic.party.ExchangeServer;
import org.tlssunset.synthetic.party.ServerClock;
import org.tlssunset.synthetic.party.TruthBook;
import org.tlssunset.synthetic.party.WebLog;
import org.tlssunset.synthetic.plan.End.Direction;
import org.tlssunset.synthetic.plan.End.Family;

/**
 * A mail server with its ends.
 *
 * @param isLost whether its logs are missing
 */
record Node(
    ExchangeServer server,
    End mailIn,
    End webIn,
    End mailOut,
    boolean logsTlsOfWeb,
    boolean isLost) {

  /** What its ends speak. */
  record Abilities(Versions mailIn, Versions webIn, Versions mailOut) {}

  static Node of(int number, Abilities abilities, boolean logsTlsOfWeb, TruthBook book) {
    String name = "EX0" + number;
    ExchangeServer server =
        ExchangeServer.of(
            name,
            List.of("10.0.0.1" + number),
            false,
            logsTlsOfWeb ? WebLog.NAMELESS_FIELDS : WebLog.OLD_FIELDS,
            new ServerClock(0, false),
            book);
    return new Node(
        server,
        new End(name, true, Direction.INBOUND, Family.SMTP, abilities.mailIn()),
        new End(name, true, Direction.INBOUND, Family.HTTP, abilities.webIn()),
        new End(name, true, Direction.OUTBOUND, Family.SMTP, abilities.mailOut()),
        logsTlsOfWeb,
        false);
  }

  Node losingLogs() {
    return new Node(server, mailIn, webIn, mailOut, logsTlsOfWeb, true);
  }

  String name() {
    return server.name();
  }
}
