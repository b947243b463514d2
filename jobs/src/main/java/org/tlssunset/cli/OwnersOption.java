package org.tlssunset.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.outreach.owners.Owners;
import org.tlssunset.outreach.owners.OwnersFile;
import org.tlssunset.servers.registry.UnreadText;
import picocli.CommandLine.Option;

/** Whose clients are. */
final class OwnersOption {

  @Option(
      names = "--owners",
      paramLabel = "FILE",
      converter = GivenPath.class,
      description = "CSV of owners; the configuration's owners if not given.")
  private @Nullable String owners;

  /** Whether a file is named here. */
  boolean isGiven() {
    return owners != null;
  }

  /**
   * Reads them.
   *
   * @return with the lines that could not be read; nobody if there is no file
   * @throws UsageException if the file is no list of owners, which would make all clients nobody's
   */
  OwnersFile read(Configuration configuration) {
    String path = owners == null ? configuration.owners().orElse(null) : owners;
    if (path == null) {
      return new OwnersFile(Owners.NONE, List.of());
    }
    OwnersFile file = read(path, configuration.ingest().read());
    for (UnreadText unread : file.unread()) {
      if (unread.line() == 0) {
        throw new UsageException(unread.sentence());
      }
    }
    return file;
  }

  private static OwnersFile read(String path, ReadSettings read) {
    List<OwnersFile> found = new ArrayList<>();
    try {
      for (ArchiveFile file : Archive.list(List.of(path), read.stores()).files()) {
        new TextFiles(read.stores(), read.codePages())
            .each(file, (name, text) -> found.add(OwnersFile.read(name.sourceFile(), text)));
      }
    } catch (IOException e) {
      throw new FailedException("%s %s".formatted(path, e.getMessage()));
    }
    if (found.size() != 1) {
      throw new UsageException("%s is not one file: give the list of owners".formatted(path));
    }
    return found.get(0);
  }
}
