package org.tlssunset.synthetic.party;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.SmtpEvent;
import org.tlssunset.synthetic.SmtpEvent.Proof;
import org.tlssunset.synthetic.Text;

/** An SMTP protocol log of a server. */
public final class MailLog {

  static final String FIELDS =
      "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final LogSheet sheet;
  private final boolean isSend;
  private final ServerClock clock;
  private final TruthBook book;

  MailLog(LogSheet sheet, boolean isSend, ServerClock clock, TruthBook book) {
    this.sheet = sheet;
    this.isSend = isSend;
    this.clock = clock;
    this.book = book;
  }

  public LogSheet sheet() {
    return sheet;
  }

  /**
   * Logs a session.
   *
   * @param start when it begins, in milliseconds since 1970
   * @param truth its TLS is taken for hidden where the handshake's line is cut before the version
   */
  public void session(
      MailEnds ends, String id, List<SmtpEvent> events, long start, RowTruth truth, Dice dice) {
    boolean isUntold = events.stream().anyMatch(event -> event.proof() == Proof.HANDSHAKE_UNTOLD);
    RowTruth told = isUntold ? truth.hidingTls() : truth;
    book.happened(told);
    String connector = Text.quoted(ends.connector());
    long time = start;
    for (int number = 0; number < events.size(); number++) {
      SmtpEvent event = events.get(number);
      time += event.pause();
      // A send has no end of its own before it is connected.
      boolean isTrying = isSend && event.kind() == '*' && number < 2;
      String line =
          String.join(
              ",",
              TIME.format(Instant.ofEpochMilli(clock.logged(time, dice))),
              connector,
              id,
              Integer.toString(number),
              isTrying ? "" : ends.local(),
              ends.remote(),
              String.valueOf(event.kind()),
              Text.quoted(event.data()),
              Text.quoted(event.context()));
      sheet.add(time, line, told);
    }
  }
}
