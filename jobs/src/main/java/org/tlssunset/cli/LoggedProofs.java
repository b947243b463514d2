package org.tlssunset.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveException;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogLine;
import org.tlssunset.archive.LogLines;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.ingest.KnownTexts;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.outreach.letters.Proof;
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
  private final ProofSearch search;
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
    this.search =
        new ProofSearch(
            new LogLines(settings.reader(), settings.stores()),
            new KnownTexts(tables).of(logs),
            this::listed);
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
    try {
      LogLine found = search.find(new ProofName(file, line)).line();
      String text =
          isRedacted
              ? found.format().redacted(found.text(), found.fields(), settings.logs())
              : found.text();
      return new Proof(file, line, text, null);
    } catch (UsageException | FailedException | ArchiveException e) {
      String reason = String.valueOf(e.getMessage());
      if (reasons.size() < NAMED && !reasons.contains(reason)) {
        reasons.add(reason);
      }
      return new Proof(file, line, null, reason);
    }
  }

  /** Why lines were not found: the first sentences. */
  List<String> reasons() {
    return List.copyOf(reasons);
  }
}
