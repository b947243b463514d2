package org.tlssunset.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveException;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogLine;
import org.tlssunset.archive.LogLines;
import org.tlssunset.archive.LogName;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.ingest.KnownTexts;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.outreach.letters.Proof;
import org.tlssunset.proof.FoundProof;
import org.tlssunset.proof.ProofName;
import org.tlssunset.proof.ProofSearch;
import org.tlssunset.warehouse.Warehouse;

/**
 * Reads lines of logs for letters, wherever the logs are now; remembers why some were not found.
 */
final class LoggedProofs implements Proof.Reader {

  private static final int NAMED = 3;

  private final Configuration configuration;
  private final ReadSettings settings;
  private final List<String> archive;
  private final boolean isRedacted;
  private final LogLines lines;
  private final ProofSearch search;

  /** Where logs were found, by the names that the tables have for them. */
  private final Map<String, LogName> found = new HashMap<>();

  /** Why a log's last line was not found that is not there. */
  private final Map<String, String> missed = new HashMap<>();

  /** Logs of which two lines were not found for the same reason: no line is. */
  private final Set<String> gone = new HashSet<>();

  private final List<String> reasons = new ArrayList<>();
  private @Nullable List<ArchiveFile> listed;

  /**
   * @param logs that lines are wanted of, as the tables name them
   * @param archive paths to search where a log is no longer at its own
   */
  LoggedProofs(
      Configuration configuration,
      Warehouse tables,
      Set<String> logs,
      List<String> archive,
      boolean isRedacted) {
    this.configuration = configuration;
    this.settings = configuration.ingest().read();
    this.archive = archive;
    this.isRedacted = isRedacted;
    this.lines = new LogLines(settings.reader(), settings.stores());
    this.search = new ProofSearch(lines, new KnownTexts(tables).of(logs), this::listed);
  }

  private List<ArchiveFile> listed() {
    if (listed == null) {
      listed =
          archive.isEmpty()
              ? List.of()
              : Archive.list(archive, settings.stores(), configuration.ignored()).files();
    }
    return listed;
  }

  @Override
  public Proof read(String file, long line) {
    if (gone.contains(file)) {
      return new Proof(file, line, null, missed.get(file));
    }
    try {
      return new Proof(file, line, shown(line(file, line)), null);
    } catch (UsageException | FailedException | ArchiveException e) {
      String reason = String.valueOf(e.getMessage());
      if (e instanceof UsageException && reason.equals(missed.put(file, reason))) {
        gone.add(file);
      }
      if (reasons.size() < NAMED && !reasons.contains(reason)) {
        reasons.add(reason);
      }
      return new Proof(file, line, null, reason);
    }
  }

  /** Where a log was found before, it is not searched again. */
  private LogLine line(String file, long line) {
    LogName at = found.get(file);
    LogLine again = at == null ? null : line(at, line);
    if (again != null) {
      return again;
    }
    FoundProof proof = search.find(new ProofName(file, line));
    found.put(file, proof.log());
    return proof.line();
  }

  private @Nullable LogLine line(LogName log, long line) {
    ArchiveFile file = lines.file(log.path());
    try {
      return file == null ? null : lines.find(file, log, line).line();
    } catch (IOException e) {
      return null; // the search says what is wrong
    }
  }

  private String shown(LogLine line) {
    return isRedacted
        ? line.format().redacted(line.text(), line.fields(), settings.logs())
        : line.text();
  }

  /** Why lines were not found: the first sentences. */
  List<String> reasons() {
    return List.copyOf(reasons);
  }
}
