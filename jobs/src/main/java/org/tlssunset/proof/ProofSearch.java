package org.tlssunset.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogLines;
import org.tlssunset.archive.LogName;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.ingest.KnownTexts;

/**
 * Finds the line that a row names. Where the ledger knows the log, a line is taken only from a text
 * that is the one that was read, or begins with it: from its own file, from a copy that the ledger
 * knows, or from a file of its name in the archive.
 */
public final class ProofSearch {

  private static final int MOST_NAMED = 5;

  private final LogLines lines;
  private final Candidates candidates;
  private final @Nullable KnownTexts ledger;
  private final Supplier<List<ArchiveFile>> archive;

  /**
   * @param ledger null if there is none to ask
   * @param archive lists the files to search, if that is needed; empty if there are none
   */
  public ProofSearch(
      LogLines lines, @Nullable KnownTexts ledger, Supplier<List<ArchiveFile>> archive) {
    this.lines = lines;
    this.candidates = new Candidates(lines);
    this.ledger = ledger;
    this.archive = archive;
  }

  /**
   * Finds it.
   *
   * @throws UsageException if there is no such log or line, or the name means several
   * @throws FailedException if the log cannot be read
   */
  public FoundProof find(ProofName name) {
    KnownTexts.Known known = ledger == null ? null : known(ledger, name);
    return known == null || known.text() == null ? unchecked(name) : checked(name, known);
  }

  /** The log that the ledger knows by that name; null if there is none. */
  private KnownTexts.@Nullable Known known(KnownTexts from, ProofName name) {
    Set<String> whole = new HashSet<>(List.of(name.file(), lines.absolute(name.file())));
    List<KnownTexts.Known> named = from.named(log -> name.isOf(log) || whole.contains(log));
    List<KnownTexts.Known> exact =
        named.stream().filter(log -> whole.contains(log.name().sourceFile())).toList();
    List<KnownTexts.Known> meant = exact.isEmpty() ? named : exact;
    if (meant.stream().map(ProofSearch::original).distinct().count() > 1) {
      throw severalNamed(name, meant.stream().map(KnownTexts.Known::name).toList());
    }
    return meant.isEmpty() ? null : meant.get(0);
  }

  private static String original(KnownTexts.Known log) {
    return log.sameAs() == null ? log.name().sourceFile() : log.sameAs();
  }

  private FoundProof checked(ProofName name, KnownTexts.Known known) {
    Candidates.Candidate own = candidates.of(known.name());
    if (own != null && (known.isAsItWas(own.file()) || isText(known, own))) {
      return at(own, name, true);
    }
    ProofName asKnown = new ProofName(known.name().sourceFile(), name.line());
    return Stream.<Supplier<List<Candidates.Candidate>>>of(
            () -> candidates.packed(asKnown),
            () -> copies(known),
            () -> candidates.among(archive.get(), asKnown))
        .flatMap(where -> where.get().stream())
        .filter(candidate -> isText(known, candidate))
        .findFirst()
        .map(found -> at(found, name, true))
        .orElseThrow(() -> lost(known, own));
  }

  private List<Candidates.Candidate> copies(KnownTexts.Known known) {
    return ledger == null
        ? List.of()
        : ledger.copies(known).stream()
            .flatMap(copy -> Stream.ofNullable(candidates.of(copy.name())))
            .toList();
  }

  private boolean isText(KnownTexts.Known known, Candidates.Candidate candidate) {
    return known.text() != null && lines.begins(known.text(), candidate.file(), candidate.log());
  }

  private static UsageException lost(
      KnownTexts.Known known, Candidates.@Nullable Candidate changed) {
    return new UsageException(
        "%s %s, and no copy of what was read is known or found: give --archive with the folders it may be in now"
            .formatted(
                known.name().sourceFile(),
                changed == null ? "is no longer there" : "has changed since it was read"));
  }

  private FoundProof unchecked(ProofName name) {
    Candidates.Candidate own = candidates.of(name.file());
    if (own != null) {
      return at(own, name, false);
    }
    List<Candidates.Candidate> packed = candidates.packed(name);
    List<Candidates.Candidate> found =
        packed.isEmpty() ? candidates.among(archive.get(), name) : packed;
    List<Candidates.Candidate> ends =
        found.stream().filter(log -> name.endsLike(log.log().sourceFile())).toList();
    List<Candidates.Candidate> meant = ends.isEmpty() ? found : ends;
    if (meant.isEmpty()) {
      throw nowhere(name);
    }
    List<FoundProof> proofs = meant.stream().map(log -> at(log, name, false)).toList();
    if (proofs.stream().map(FoundProof::line).distinct().count() > 1) {
      throw severalNamed(name, meant.stream().map(Candidates.Candidate::log).toList());
    }
    return proofs.get(0);
  }

  private FoundProof at(Candidates.Candidate log, ProofName name, boolean isChecked) {
    LogLines.Search search;
    try {
      search = lines.find(log.file(), log.log(), name.line());
    } catch (IOException e) {
      throw new FailedException(log.log().sourceFile() + " " + e.getMessage());
    }
    if (search.line() != null) {
      return new FoundProof(log.log(), isChecked, search.line());
    }
    throw new UsageException(
        search.reason() == null
            ? "%s has %,d lines, and no line %,d: check the number"
                .formatted(log.log().sourceFile(), search.lines(), name.line())
            : log.log().sourceFile() + " " + search.reason() + entries(log));
  }

  /** What a zip archive holds; nothing of another file. */
  private String entries(Candidates.Candidate log) {
    try {
      String names =
          lines.logs(log.file()).stream()
              .flatMap(name -> Stream.ofNullable(name.entry()))
              .limit(MOST_NAMED)
              .collect(Collectors.joining(", "));
      return names.isEmpty() ? "" : ": it holds " + names + "; write FILE!/ENTRY:LINE";
    } catch (IOException e) {
      return "";
    }
  }

  private UsageException nowhere(ProofName name) {
    List<String> nearest = new ArrayList<>();
    if (ledger != null) {
      nearest.addAll(nearest(ledger, name));
    }
    return new UsageException(
        "%s is not there%s: %s"
            .formatted(
                name.file(),
                ledger == null ? "" : ", and the tables know no log of that name",
                nearest.isEmpty()
                    ? "give its whole path, or --archive with the folders to search"
                    : "did you mean " + String.join(", ", nearest)));
  }

  /** The logs whose own names are most like it. */
  private static List<String> nearest(KnownTexts ledger, ProofName name) {
    String wanted = ProofName.bare(name.file());
    LevenshteinDistance distance = new LevenshteinDistance(Math.max(2, wanted.length() / 4));
    Comparator<String> nearestFirst =
        Comparator.comparingInt((String log) -> distance.apply(ProofName.bare(log), wanted))
            .thenComparing(Comparator.naturalOrder());
    TreeSet<String> nearest = new TreeSet<>(nearestFirst);
    ledger.named(
        log -> {
          if (distance.apply(ProofName.bare(log), wanted) >= 0) {
            nearest.add(log);
            if (nearest.size() > MOST_NAMED) {
              nearest.pollLast();
            }
          }
          return false;
        });
    return List.copyOf(nearest);
  }

  private static UsageException severalNamed(ProofName name, List<LogName> logs) {
    return new UsageException(
        "%s may be any of %d logs: give more of the path, as in %s"
            .formatted(
                name.file(),
                logs.size(),
                logs.stream()
                    .map(LogName::sourceFile)
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "))));
  }
}
