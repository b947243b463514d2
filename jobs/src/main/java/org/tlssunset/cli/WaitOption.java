package org.tlssunset.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What to do where another run holds the warehouse. */
final class WaitOption {

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = Parsed.class,
      description =
          "How long to wait for another run on the same warehouse to end, such as 30s, 10m or 2h;"
              + " not at all if not given.")
  private Duration duration = Duration.ZERO;

  Duration duration() {
    return duration;
  }

  /** A number and a unit. */
  static final class Parsed implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");

    @Override
    public Duration convert(String given) {
      Matcher form = FORM.matcher(given.strip());
      if (!form.matches()) {
        throw new TypeConversionException(
            "'%s' is no duration: write a number and s, m, h or d, such as 30m".formatted(given));
      }
      long number = Long.parseLong(form.group(1));
      return switch (form.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
  }
}
