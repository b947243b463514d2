package org.tlssunset.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where Spark runs, as Spark writes it; what cannot be is told before Spark starts. */
final class Master implements ITypeConverter<String> {

  private static final Pattern KNOWN =
      Pattern.compile("local(\\[([0-9]+|\\*)(,[0-9]+)?])?|spark://.+|yarn|k8s://.+");

  @Override
  public String convert(String given) {
    if (!KNOWN.matcher(given).matches()) {
      throw new TypeConversionException(
          "'%s' is no master of Spark's: give local[N], spark://HOST:PORT, yarn or k8s://URL"
              .formatted(given));
    }
    return given;
  }
}
