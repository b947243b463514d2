package org.tlssunset.outreach.letters;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tlssunset.csv.CsvRecords;
import org.tlssunset.outreach.SpreadsheetFile;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.schema.Effect;
import org.tlssunset.warehouse.WholeFile;

/**
 * {@code index.csv}: a row per owner, for a mail merge. Clients are counted once, by their worst
 * effect; {@code rows} are those of the owner's table. It also tells the next run whose folders
 * there are.
 */
final class OutreachIndex {

  static final String FILE = "index.csv";

  private static final String FOLDER = "folder";

  private static final List<String> COLUMNS =
      List.of(
          "owner",
          "mail",
          "language",
          FOLDER,
          "clients",
          "stops",
          "unknown",
          "falls_to_cleartext",
          "rows",
          "last_seen",
          "proofs_missing",
          "versions",
          "date",
          "answer_by");

  private final Occasion occasion;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private final Set<String> folders = new HashSet<>();

  OutreachIndex(Occasion occasion) {
    this.occasion = occasion;
  }

  /**
   * Enters an owner.
   *
   * @param missing how many lines were not found
   */
  void add(Owner owner, List<AffectedClient> clients, int missing) {
    Map<String, Effect> parties = AffectedClients.parties(clients);
    String folder = FolderName.of(owner.name());
    folders.add(folder);
    rows.add(
        Arrays.asList(
            owner.name(),
            owner.mail(),
            owner.language().label(),
            folder,
            parties.size(),
            count(parties, Effect.STOPS),
            count(parties, Effect.UNKNOWN),
            count(parties, Effect.FALLS_TO_CLEARTEXT),
            clients.size(),
            clients.stream()
                .map(AffectedClient::lastUse)
                .max(Comparator.naturalOrder())
                .orElse(null),
            missing,
            new Words(owner.language()).versions(occasion.scenario()),
            occasion.scenario().on(),
            occasion.answer().orElse(null)));
  }

  private static long count(Map<String, Effect> parties, Effect effect) {
    return parties.values().stream().filter(effect::equals).count();
  }

  /** How many owners are in it. */
  int size() {
    return rows.size();
  }

  /** Whether a folder is one of its owners'. */
  boolean has(String folder) {
    return folders.contains(folder);
  }

  void write(Path folder) throws IOException {
    try (WholeFile file = WholeFile.local(folder, FILE)) {
      SpreadsheetFile csv = new SpreadsheetFile(file, COLUMNS);
      for (List<@Nullable Object> row : rows) {
        csv.row(row);
      }
      csv.commit();
    }
  }

  /** The folders that the index names which is there; none if it is missing, or another's. */
  static Set<String> folders(Path folder) throws IOException {
    Set<String> listed = new HashSet<>();
    Path index = folder.resolve(FILE);
    if (Files.isRegularFile(index)) {
      try (Reader text =
          new InputStreamReader(Files.newInputStream(index), StandardCharsets.UTF_8)) {
        CsvRecords.read(
            text,
            // The first has the byte order mark before it.
            columns -> columns.containsAll(COLUMNS.subList(1, COLUMNS.size())),
            (record, line) -> listed.add(record.getOrDefault(FOLDER, "")),
            (reason, line) -> {});
      }
    }
    listed.removeIf(name -> !FolderName.isOne(name));
    return listed;
  }
}
