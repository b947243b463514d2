package org.tlssunset.logs.smtp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which column of an SMTP protocol log is where. Columns that a header does not name are {@link
 * #ABSENT}.
 *
 * @param count how many columns a line has
 */
record SmtpFields(
    int time,
    int connector,
    int session,
    int sequence,
    int local,
    int remote,
    int event,
    int data,
    int context,
    int count) {

  /** The position of a column that the log does not have. */
  static final int ABSENT = -1;

  /** The order in which Exchange writes them; that of a log without a header, too. */
  static final SmtpFields STANDARD = new SmtpFields(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  /**
   * The columns that a header names, separated by commas.
   *
   * @return null if those are missing without which no session can be read
   */
  static @Nullable SmtpFields of(String header) {
    List<String> names =
        Arrays.stream(header.strip().toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .toList();
    SmtpFields fields =
        new SmtpFields(
            names.indexOf("date-time"),
            names.indexOf("connector-id"),
            names.indexOf("session-id"),
            names.indexOf("sequence-number"),
            names.indexOf("local-endpoint"),
            names.indexOf("remote-endpoint"),
            names.indexOf("event"),
            names.indexOf("data"),
            names.indexOf("context"),
            names.size());
    boolean isUsable =
        fields.time >= 0
            && fields.connector >= 0
            && fields.session >= 0
            && fields.event >= 0
            && fields.data >= 0;
    return isUsable ? fields : null;
  }
}
