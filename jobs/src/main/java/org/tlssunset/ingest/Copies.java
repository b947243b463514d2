package org.tlssunset.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;

/**
 * Logs that tell what another one tells, under another name: archivers pack and move them, and
 * backups are restored beside them. Of all that share a text, one counts. Where a log was read
 * while it was being written, and turns up whole under another name, the whole one counts.
 *
 * @param sameAs the batch's logs that count for nothing, each with the log that counts instead
 * @param outgrown logs of earlier batches that count no more, each with the batch's log that does
 */
record Copies(Map<LogName, LogName> sameAs, Map<KnownLog, LogName> outgrown) {

  /**
   * @param logs the batch's, in the listing's order
   * @param known logs of earlier batches whose texts begin like theirs, and whose rows stay
   * @param beginnings tells them apart: nothing is left out that was not compared whole
   * @param servers that logs name in their lines: of copies that are equal, one of theirs counts,
   *     and not one in a folder that is taken for a server, such as a backup's
   */
  static Copies of(
      List<LogSummary> logs, List<KnownLog> known, Beginnings beginnings, Set<String> servers) {
    Copies copies;
    do {
      copies = asFarAsKnown(logs, known, beginnings, servers);
    } while (beginnings.settle());
    return copies;
  }

  private static Copies asFarAsKnown(
      List<LogSummary> logs, List<KnownLog> known, Beginnings beginnings, Set<String> servers) {
    Map<Integer, List<KnownLog>> knownByKey = new HashMap<>();
    known.forEach(
        log -> knownByKey.computeIfAbsent(log.text().key(), key -> new ArrayList<>()).add(log));
    Map<Integer, List<LogSummary>> countedByKey = new HashMap<>();
    Map<LogName, LogName> sameAs = new LinkedHashMap<>();
    Map<KnownLog, LogName> outgrown = new LinkedHashMap<>();
    // The longest first: whatever it begins with is found to be its beginning.
    Comparator<LogSummary> longest =
        Comparator.comparingLong((LogSummary log) -> log.text().bytes()).reversed();
    List<LogSummary> longestFirst =
        logs.stream()
            .filter(Copies::counts)
            .sorted(longest.thenComparing(log -> !servers.contains(server(log.events().server()))))
            .toList();
    for (LogSummary log : longestFirst) {
      Fingerprint text = log.text().fingerprint();
      List<LogSummary> counted =
          countedByKey.computeIfAbsent(text.key(), key -> new ArrayList<>(1));
      List<KnownLog> earlier = knownByKey.getOrDefault(text.key(), List.of());
      boolean isOfServer = servers.contains(server(log.events().server()));
      Predicate<KnownLog> yields =
          other ->
              isOfServer
                  && other.text().bytes() == text.bytes()
                  && !servers.contains(server(other.server()));
      LogName original =
          original(text, counted, earlier.stream().filter(yields.negate()).toList(), beginnings);
      if (original != null) {
        sameAs.put(log.name(), original);
        continue;
      }
      counted.add(log);
      earlier.stream()
          .filter(shorter -> beginnings.begins(shorter.text(), log.name(), log.file(), text))
          .forEach(shorter -> outgrown.putIfAbsent(shorter, log.name()));
    }
    return new Copies(sameAs, outgrown);
  }

  private static String server(@Nullable String name) {
    return name == null ? "" : name;
  }

  /** Whether a log can be a copy: of one without a line that is used, nothing counts anyway. */
  static boolean counts(LogSummary log) {
    return log.state() == FileState.INGESTED && log.counts().used() > 0;
  }

  private static @Nullable LogName original(
      Fingerprint text, List<LogSummary> counted, List<KnownLog> earlier, Beginnings beginnings) {
    for (LogSummary log : counted) {
      if (beginnings.begins(text, log.name(), log.file(), log.text().fingerprint())) {
        return log.name();
      }
    }
    for (KnownLog log : earlier) {
      if (beginnings.begins(text, log.name(), log.file(), log.text())) {
        return log.name();
      }
    }
    return null;
  }
}
