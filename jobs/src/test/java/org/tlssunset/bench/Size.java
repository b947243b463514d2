package org.tlssunset.bench;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 4g}, {@code 200m}; thousands, not 1024s. */
final class Size implements ITypeConverter<Long> {

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([kmgt])b?");

  private static final Map<String, Long> UNITS =
      Map.of("k", 1_000L, "m", 1_000_000L, "g", 1_000_000_000L, "t", 1_000_000_000_000L);

  @Override
  public Long convert(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException("'%s' is no size: write 4g or 200m".formatted(text));
    }
    return Long.parseLong(matcher.group(1)) * UNITS.get(matcher.group(2));
  }
}
