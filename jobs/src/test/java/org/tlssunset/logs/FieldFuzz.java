package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlssunset.logs.formats.FormatDetector;
import org.tlssunset.logs.formats.LogFormats;
import org.tlssunset.logs.iis.AnyIisField;
import org.tlssunset.logs.smtp.AnySmtpField;

/** Any text as each of the fields that have a form of their own: times, TLS lines, crypt fields. */
public final class FieldFuzz {

  private static final FormatDetector DETECTOR =
      new FormatDetector(LogFormats.ALL, LogSettings.DEFAULTS);

  private static final UtcTime TIME = new UtcTime();

  private static final Pattern INSTANT =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[T ]([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d|60)(\\.\\d+)?Z?");

  private FieldFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    byte[] buffer = Arrays.copyOf(input, input.length + LogParser.SLACK);
    assertThat(TIME.instant(buffer, 0, input.length)).isEqualTo(micros(text));

    AnySmtpField.check(text);
    AnyIisField.check(text);
    Verdict verdict = DETECTOR.detect(new LogHead(input, input.length, "x.log"));
    assertThat(verdict.format() == null).isEqualTo(verdict.reason() != null);
  }

  /** The instant, read plainly. */
  private static long micros(String text) {
    Matcher parts = INSTANT.matcher(text);
    if (!parts.matches()) {
      return UtcTime.INVALID;
    }
    try {
      LocalDateTime second =
          LocalDateTime.of(
              number(parts, 1),
              number(parts, 2),
              number(parts, 3),
              number(parts, 4),
              number(parts, 5),
              Math.min(59, number(parts, 6)));
      String fraction = parts.group(7) == null ? "." : parts.group(7);
      String micros = (fraction.substring(1) + "000000").substring(0, 6);
      return second.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + Integer.parseInt(micros);
    } catch (DateTimeException e) {
      return UtcTime.INVALID;
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }
}
