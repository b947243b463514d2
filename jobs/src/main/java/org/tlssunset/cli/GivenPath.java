package org.tlssunset.cli;

import java.util.Optional;
import org.tlssunset.archive.Stores;
import org.tlssunset.location.WindowsPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A path as the user gave it. An empty one is refused: it comes of a script's variable that is not
 * set, and would mean whatever folder the script runs in. So is one with a password: everybody sees
 * the command line. One that looks like an option is a misspelt option, which an option of several
 * values has taken for one. One of Windows that is not there is refused, too.
 */
final class GivenPath implements ITypeConverter<String> {

  @Override
  public String convert(String given) {
    if (given.isBlank()) {
      throw new TypeConversionException("a path is empty: check the variables in the command");
    }
    if (given.startsWith("--")) {
      throw new TypeConversionException(
          "%s is no option here; a file of this name is ./%s".formatted(given, given));
    }
    if (Stores.isWithPassword(given)) {
      throw new TypeConversionException(
          "a path holds a password: give it to Hadoop's settings, see conf/tls-sunset.conf");
    }
    Optional<String> windows = WindowsPath.cure(given);
    if (windows.isPresent()) {
      throw new TypeConversionException(windows.get());
    }
    return given;
  }
}
