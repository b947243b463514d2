package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.Redaction;

/**
 * Hides what a line of an SMTP protocol log tells of persons. The times, numbers and addresses of
 * its columns stay; of what was said, the command or the answer's code; of what Exchange remarks,
 * the sentence on a handshake. Connectors are named by people and hidden.
 */
final class SmtpRedaction {

  private static final Pattern SESSION = Pattern.compile("[0-9A-Fa-f]{8,32}");

  /** The beginning of what may follow a command: {@code FROM:<anna@contoso.com> SIZE=1}. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?i)(EHLO|HELO|STARTTLS|X-ANONYMOUSTLS|AUTH(?: (?:LOGIN|NTLM|GSSAPI|PLAIN))?|MAIL FROM:"
              + "|RCPT TO:|DATA|BDAT(?: \\d{1,18})?(?: LAST)?|RSET|NOOP|QUIT|XPROXY|XPROXYFROM)"
              + "(?:[ <].*)?");

  private static final Pattern ANSWER =
      Pattern.compile("(\\d{3}(?:[ -]\\d\\.\\d{1,3}\\.\\d{1,3})?)(?:[ -].*)?");

  private static final String ALGORITHM = "(?:CALG_[A-Z0-9_]{1,40}|0x[0-9a-f]{1,8})";

  private static final Pattern HANDSHAKE =
      Pattern.compile(
          ("TLS protocol SP_PROT[_-](?:TLS|SSL|PCT|DTLS)\\d(?:_\\d)?(?:_SERVER|_CLIENT)?"
                  + "(?: negotiation succeeded(?: using bulk encryption algorithm @"
                  + " with strength \\d{1,6} bits, MAC hash algorithm @ with strength \\d{1,6} bits"
                  + " and key exchange algorithm @ with strength \\d{1,6} bits)?)?")
              .replace("@", ALGORITHM));

  private static final Pattern FAILURE =
      Pattern.compile("TLS negotiation failed(?: with error [A-Z][A-Za-z0-9]{1,40})?");

  private final SmtpFields fields;

  SmtpRedaction(SmtpFields fields) {
    this.fields = fields;
  }

  String of(String line) {
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] buffer = Arrays.copyOf(text, text.length + LogParser.SLACK);
    SmtpLine columns = new SmtpLine(fields.count());
    if (columns.split(buffer, 0) < 0) {
      return Redaction.of(line);
    }
    List<String> shown = new ArrayList<>();
    for (int column = 0; column < fields.count(); column++) {
      int from = columns.from(column);
      String value = new String(buffer, from, columns.to(column) - from, StandardCharsets.UTF_8);
      String harmless = shown(column, value);
      shown.add(harmless.indexOf(',') < 0 ? harmless : '"' + harmless + '"');
    }
    return String.join(",", shown);
  }

  private String shown(int column, String value) {
    if (column == fields.data() || column == fields.context()) {
      return value.isEmpty() ? value : said(value);
    }
    return Redaction.unless(harmless(column), value);
  }

  private Predicate<String> harmless(int column) {
    if (column == fields.time()) {
      return Redaction::isTime;
    }
    if (column == fields.session()) {
      return value -> SESSION.matcher(value).matches();
    }
    if (column == fields.sequence()) {
      return value -> Redaction.isNumber(value, 9);
    }
    if (column == fields.local() || column == fields.remote()) {
      return Redaction::isAddress;
    }
    if (column == fields.event()) {
      return value -> value.length() == 1 && SmtpDialogue.isEvent((byte) value.charAt(0));
    }
    return value -> false;
  }

  /** What may be shown of data or context: a known beginning, and that more follows. */
  private static String said(String value) {
    for (Pattern sentence : List.of(HANDSHAKE, FAILURE)) {
      Matcher known = sentence.matcher(value);
      if (known.lookingAt()) {
        boolean isAll = known.end() == value.length();
        return isAll ? value : known.group() + " " + Redaction.HIDDEN;
      }
    }
    for (Pattern word : List.of(ANSWER, COMMAND)) {
      Matcher known = word.matcher(value);
      if (known.matches()) {
        boolean isAll = known.end(1) == value.length();
        return isAll ? value : known.group(1) + " " + Redaction.HIDDEN;
      }
    }
    return Redaction.HIDDEN;
  }
}
