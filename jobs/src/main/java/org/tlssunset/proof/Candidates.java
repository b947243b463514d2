package org.tlssunset.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogLines;
import org.tlssunset.archive.LogName;

/** Finds the logs that may be the one that is meant. */
final class Candidates {

  /** What packing usually adds to a name. */
  private static final List<String> PACKED = List.of(".gz", ".zip", ".bz2", ".zst", ".xz");

  private final LogLines lines;

  Candidates(LogLines lines) {
    this.lines = lines;
  }

  /** A log and the file that it is in now. */
  record Candidate(LogName log, ArchiveFile file) {}

  /** The log of a name, if its file is there. */
  @Nullable Candidate of(LogName log) {
    ArchiveFile file = lines.file(log.path());
    return file == null ? null : new Candidate(new LogName(file.path(), log.entry()), file);
  }

  /**
   * The log of a name as source_file has it, if its file is there: a file, or a zip archive's
   * entry.
   */
  @Nullable Candidate of(String sourceFile) {
    Candidate whole = of(new LogName(sourceFile, null));
    int at = sourceFile.indexOf(LogName.IN_ZIP);
    while (whole == null && at > 0) {
      whole =
          of(
              new LogName(
                  sourceFile.substring(0, at), sourceFile.substring(at + LogName.IN_ZIP.length())));
      at = sourceFile.indexOf(LogName.IN_ZIP, at + 1);
    }
    return whole;
  }

  /** The same, packed at its place. */
  List<Candidate> packed(ProofName name) {
    List<ArchiveFile> files =
        PACKED.stream().flatMap(end -> Stream.ofNullable(lines.file(name.file() + end))).toList();
    return among(files, name);
  }

  /** Those files of an archive, and entries in them, whose own names are the one that is meant. */
  List<Candidate> among(List<ArchiveFile> files, ProofName name) {
    List<Candidate> found = new ArrayList<>();
    for (ArchiveFile file : files) {
      boolean isZip = file.path().toLowerCase(Locale.ROOT).endsWith(".zip");
      if (isZip || name.mayBe(file.path())) {
        for (LogName log : logs(file)) {
          if (name.mayBe(log.sourceFile()) || (!isZip && log.entry() == null)) {
            found.add(new Candidate(log, file));
          }
        }
      }
    }
    return found;
  }

  /** None of a file that cannot be read: another may have the log. */
  private List<LogName> logs(ArchiveFile file) {
    try {
      return lines.logs(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
