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
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.Belief;
import org.tlssunset.party.Connection;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.LearnedAddresses;
import org.tlssunset.party.LocalUse;
import org.tlssunset.party.Tls;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.synthetic.LogRows;

/**
 * What the project's parsers make of an archive under its configuration: its rows, sessions that
 * stand in several files joined.
 */
public final class ReadParties extends LogRows {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

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
  public static ReadParties of(Path folder, long seed, boolean nasty) throws IOException {
    PartyArchive archive = PartyArchive.write(folder, seed, nasty);
    return of(archive, archive.days().keySet());
  }

  /** Reads files in a given order. */
  public static ReadParties of(PartyArchive archive, Collection<Path> files) throws IOException {
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

  public PartyArchive archive() {
    return archive;
  }

  Configuration configuration() {
    return configuration;
  }

  public List<Observation> rows() {
    return rows;
  }

  List<InnerClient> handovers() {
    return handovers;
  }

  public Map<Path, LineCounts> files() {
    return files;
  }

  public long rejected() {
    return files.values().stream().mapToLong(LineCounts::rejected).sum();
  }

  /** What is true of a row: there is no row of which nothing is. */
  public RowTruth truth(Observation row) {
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

  /** What is believed of whose connections rows tell of. */
  public Belief belief() {
    List<LocalUse> uses = new ArrayList<>();
    for (Observation row : rows) {
      String address = row.text(ObservationColumn.SERVER_IP);
      if (address != null) {
        uses.add(
            new LocalUse(
                row.text(ObservationColumn.SERVER),
                address,
                (int) (row.number(ObservationColumn.STARTED_AT) / MICROS_PER_DAY),
                (int) (row.number(ObservationColumn.ENDED_AT) / MICROS_PER_DAY)));
      }
    }
    List<KnownAddress> known = new ArrayList<>(configuration.parties().addresses());
    known.addAll(LearnedAddresses.of(uses));
    return new Belief(new AddressBook(known));
  }

  /** What a row says of its connection. */
  public static Connection connection(Observation row) {
    return new Connection(
        new Connection.Kind(
            row.textOrEmpty(ObservationColumn.SOURCE),
            row.textOrEmpty(ObservationColumn.DIRECTION),
            row.textOrEmpty(ObservationColumn.PROTOCOL),
            row.text(ObservationColumn.ENDPOINT)),
        new Connection.Ends(
            row.text(ObservationColumn.SERVER),
            row.text(ObservationColumn.SERVER_IP),
            (Integer) row.get(ObservationColumn.SERVER_PORT),
            row.text(ObservationColumn.CLIENT_IP),
            row.get(ObservationColumn.CLIENT_IP) == null
                ? row.text(ObservationColumn.PEER_IP)
                : null),
        (int) (row.number(ObservationColumn.STARTED_AT) / MICROS_PER_DAY),
        (Boolean) row.get(ObservationColumn.INNER),
        Boolean.TRUE.equals(row.get(ObservationColumn.IS_PROBE)),
        new Connection.Claim(
            row.text(ObservationColumn.FORWARDED_FOR),
            row.text(ObservationColumn.FORWARDED_TLS_VERSION),
            row.text(ObservationColumn.FORWARDED_TLS_CIPHER)),
        new Tls(
            row.textOrEmpty(ObservationColumn.TLS_OUTCOME),
            row.text(ObservationColumn.TLS_VERSION),
            row.text(ObservationColumn.CIPHER)));
  }
}
