package org.tlssunset.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A path as the user gave it. An empty one is refused: it comes of a script's variable that is not
 * set, and would mean whatever folder the script runs in.
 */
final class GivenPath implements ITypeConverter<String> {

  @Override
  public String convert(String given) {
    if (given.isBlank()) {
      throw new TypeConversionException("a path is empty: check the variables in the command");
    }
    return given;
  }
}
