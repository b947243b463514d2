package org.tlssunset.synthetic.party;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.LogText;
import org.tlssunset.archive.Stores;
import org.tlssunset.config.Configuration;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.synthetic.LogRows;

/**
 * What the project's parsers make of an archive under its configuration: its rows, sessions that
 * stand in several files joined.
 */
final class ReadParties extends LogRows {

  private final PartyArchive archive;
  private final Configuration configuration;
  private final List<Observation> rows = new ArrayList<>();
  private final List<InnerClient> handovers = new ArrayList<>();
  private final Map<Path, LineCounts> files = new HashMap<>();

  private ReadParties(PartyArchive archive, Configuration configuration) {
    this.archive = archive;
    this.configuration = configuration;
  }

  /** Writes an archive into a folder that is to be made, and reads all of it. */
  static ReadParties of(Path folder, long seed, boolean nasty) throws IOException {
    PartyArchive archive = PartyArchive.write(folder, seed, nasty);
    return of(archive, archive.days().keySet());
  }

  /** Reads files in a given order. */
  static ReadParties of(PartyArchive archive, Collection<Path> files) throws IOException {
    Path file =
        Files.writeString(
            archive.folder().resolveSibling(archive.folder().getFileName() + ".conf"),
            archive.configuration());
    ReadParties read = new ReadParties(archive, Configuration.load(file));
    ReadSettings settings = read.configuration.ingest().read();
    LogReader reader =
        new LogReader(
            settings.logs(), settings.serverNames(), settings.codePages(), Stores.DEFAULT);
    for (Path path : files) {
      for (ArchiveFile one : Archive.list(List.of(path.toString()), Stores.DEFAULT).files()) {
        reader.read(one, read);
      }
    }
    read.finish();
    return read;
  }

  PartyArchive archive() {
    return archive;
  }

  Configuration configuration() {
    return configuration;
  }

  List<Observation> rows() {
    return rows;
  }

  List<InnerClient> handovers() {
    return handovers;
  }

  Map<Path, LineCounts> files() {
    return files;
  }

  long rejected() {
    return files.values().stream().mapToLong(LineCounts::rejected).sum();
  }

  /** What is true of a row: there is no row of which nothing is. */
  RowTruth truth(Observation row) {
    Path file = Path.of(row.textOrEmpty(ObservationColumn.SOURCE_FILE));
    long line = row.number(ObservationColumn.SOURCE_LINE);
    return Objects.requireNonNull(
        archive.truth().of(file, line), () -> "line " + line + " of " + file + " is no row's");
  }

  @Override
  protected void row(Observation row) {
    rows.add(row);
  }

  @Override
  protected void innerClient(InnerClient client) {
    handovers.add(client);
  }

  @Override
  public void end(LogName log, LineCounts lines, LogText text) {
    files.put(Path.of(log.sourceFile()), lines);
  }

  @Override
  public void empty(LogName log) {
    throw new AssertionError(log.sourceFile() + " is empty");
  }

  @Override
  public void unrecognised(LogName log, String reason) {
    throw new AssertionError(log.sourceFile() + " " + reason);
  }
}
