package org.tlssunset.archive;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes up IIS logs: header changes, comments, broken lines and all kinds of line ends. */
final class IisText {

  private static final String[] HEADERS = {
    "#Fields: date time s-ip cs-method cs-uri-stem s-port c-ip cs(User-Agent) crypt-protocol",
    "#fields: date time cs-uri-stem c-ip crypt-protocol",
    "#Fields: time c-ip cs-uri-stem s-port crypt-protocol crypt-cipher",
    "#Fields: date time c-ip\u2003x",
    "#Fields:",
    "#Date: 2024-03-05 00:00:00",
    "#DATE: 2024-03-06 00:00:00",
    "#Date: none",
    "#Software: Microsoft Internet Information Services 10.0",
    "# a remark of whoever copied the file",
    "#"
  };

  private static final String[] LINES = {
    "2024-03-04 07:00:01 10.0.0.4 POST /EWS/Exchange.asmx 443 192.0.2.%d Agent/1.0 400",
    "2024-03-04 07:00:02 /owa/ 192.0.2.%d 40",
    "07:00:03 192.0.2.%d /mapi/emsmdb/ 443 400 6610",
    "2024-03-04 07:00:04 192.0.2.%d",
    "2024-03-04 07:00:05 10.0.0.4 POST",
    "2024-03-04 29:00:05 /owa/ 192.0.2.%d 40",
    "né\u0000",
    ""
  };

  private IisText() {}

  /** A log of which every line is used, but for its four header lines. */
  static byte[] clean(int lines) {
    StringBuilder log = new StringBuilder();
    log.append("#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n");
    log.append("#Date: 2024-03-04 07:00:00\r\n");
    log.append("#Fields: date time s-ip cs-method cs-uri-stem s-port c-ip cs-username");
    log.append(" cs(User-Agent) crypt-protocol\r\n");
    for (int i = 0; i < lines; i++) {
      log.append("2024-03-04 %02d:%02d:%02d".formatted(7 + i / 3600 % 16, i / 60 % 60, i % 60));
      log.append(" 10.0.0.4 POST /EWS/Exchange.asmx 443 192.0.2.").append(i * 31 % 250);
      log.append(" CONTOSO\\zoë Agent/1.").append(i % 7).append(i % 3 == 0 ? " 40" : " 400");
      log.append("\r\n");
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A log that is recognised as one, and holds whatever may come behind that. */
  static byte[] nasty(Random random, int lines) {
    StringBuilder log = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
    log.append(HEADERS[random.nextInt(2)]);
    boolean mayDropDate = random.nextInt(4) == 0;
    for (int i = 0; i < lines; i++) {
      log.append(random.nextBoolean() ? "\r\n" : "\n");
      log.append(random.nextInt(8) == 0 ? "\uFEFF" : "");
      boolean isHeader = random.nextInt(5) == 0;
      String[] words = isHeader ? HEADERS : LINES;
      String line = words[random.nextInt(words.length)];
      if (mayDropDate || !line.startsWith("#Fields: time")) {
        log.append(line.replace("%d", "" + random.nextInt(4)));
      }
    }
    log.append(random.nextBoolean() ? "\n" : "");
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** How many lines there are: the last one counts, too, if no line end follows it. */
  static long lines(byte[] text) {
    long lines = text.length > 0 && text[text.length - 1] != '\n' ? 1 : 0;
    for (byte b : text) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }
}
