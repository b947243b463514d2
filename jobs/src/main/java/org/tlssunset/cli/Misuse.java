package org.tlssunset.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tlssunset.config.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, in a sentence. A name that nothing has is told before what is
 * missing: it is most likely the missing one, misspelt.
 */
final class Misuse {

  /** An option that takes several values takes a misspelt one behind them for a value. */
  private static final Predicate<String> LIKE_AN_OPTION =
      Pattern.compile("(?s)--[a-z]+(-[a-z]+)*(=.*)?").asMatchPredicate();

  private Misuse() {}

  /**
   * The sentence.
   *
   * @param arguments the whole command line
   */
  static String sentence(ParameterException misuse, String... arguments) {
    CommandLine command = misuse.getCommandLine();
    Set<String> options = command.getCommandSpec().optionsMap().keySet();
    List<String> unmatched =
        misuse instanceof UnmatchedArgumentException unknown ? unknown.getUnmatched() : List.of();
    if (command.getParent() == null && !unmatched.isEmpty() && !unmatched.get(0).startsWith("-")) {
      String word = unmatched.get(0);
      return "there is no command %s".formatted(word) + meant(word, commands(command));
    }
    Optional<String> unknown =
        Stream.concat(unmatched.stream(), Arrays.stream(arguments).filter(LIKE_AN_OPTION))
            .filter(argument -> argument.length() > 1 && argument.startsWith("-"))
            .map(argument -> argument.replaceFirst("(?s)=.*", ""))
            .filter(name -> !options.contains(name))
            .findFirst();
    if (unknown.isPresent()) {
      return "there is no option %s".formatted(unknown.get()) + meant(unknown.get(), options);
    }
    return unmatched.isEmpty()
        ? misuse.getMessage()
        : "nothing takes '%s': options begin with --, and a value that holds blanks needs quotes"
            .formatted(unmatched.get(0));
  }

  private static List<String> commands(CommandLine root) {
    return root.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(spec -> !spec.usageMessage().hidden())
        .map(spec -> spec.name())
        .toList();
  }

  private static String meant(String written, Collection<String> known) {
    return Nearest.meant(written, known).map(": %s was probably meant"::formatted).orElse("");
  }
}
