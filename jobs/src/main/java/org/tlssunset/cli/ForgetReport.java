package org.tlssunset.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tlssunset.console.StandardError;
import org.tlssunset.schema.Tables;
import org.tlssunset.upkeep.Namesakes;

/**
 * Says what {@code forget} removed, or would.
 *
 * @param isDry whether nothing was changed
 */
record ForgetReport(StandardError said, boolean isDry) {

  /** How many rows of each table held them. */
  void rows(Map<String, Long> tables) {
    String hold = isDry ? "hold" : "held";
    tables.forEach((table, rows) -> said.told("%s: %,d rows %s them".formatted(table, rows, hold)));
  }

  /**
   * Other names that may be theirs, too.
   *
   * @param given the names that were given
   * @return whether the tables have any that was not given
   */
  boolean names(List<Namesakes> namesakes, List<String> given) {
    List<String> asked = given.stream().map(ForgetReport::lower).toList();
    boolean isAnyLeft = false;
    for (Namesakes of : namesakes) {
      String left =
          of.spellings().stream()
              .filter(name -> !asked.contains(lower(name)))
              .map("'%s'"::formatted)
              .collect(Collectors.joining(", "));
      if (!left.isEmpty()) {
        isAnyLeft = true;
        said.warning(
            "the tables %s of %s: if that is the same person, give each with --user, too"
                .formatted(isDry ? "tell" : "still tell", left));
      } else if (!of.isKnown()) {
        said.told(
            "nobody is called '%s' in the tables%s"
                .formatted(
                    of.name(),
                    of.near().isEmpty() ? "" : "; near are " + String.join(", ", of.near())));
      }
    }
    return isAnyLeft;
  }

  /**
   * That files name them, which nobody but their owner can change.
   *
   * @param tables how many rows of each table held them
   * @param files paths of the files that name hosts
   */
  void names(Map<String, Long> tables, List<String> files) {
    if (tables.getOrDefault(Tables.HOST_NAMES.name(), 0L) > 0 && !files.isEmpty()) {
      said.warning(
          "name-files (%s) still name them: take their lines out, or the next night reads them again"
              .formatted(String.join(", ", files)));
    }
  }

  /**
   * How many logs tell of them, and how to go on.
   *
   * @param isAnyLeft whether the tables have other names that may be theirs
   */
  void logs(long logs, boolean isAnyLeft) {
    if (logs > 0) {
      said.told(
          "%,d logs of the archive %s of them, see the list"
              .formatted(logs, isDry ? "tell" : "still tell"));
    } else if (!isAnyLeft) {
      said.told("no log is known to tell of them");
    }
    if (isDry) {
      said.told("nothing was changed: without --dry-run they are removed");
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
