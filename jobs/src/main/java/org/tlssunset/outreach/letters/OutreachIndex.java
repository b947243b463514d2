package org.tlssunset.outreach.letters;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tlssunset.csv.CsvRecords;
import org.tlssunset.outreach.SpreadsheetFile;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.schema.Effect;
import org.tlssunset.warehouse.WholeFile;

/**
 * {@code index.csv}: a row per owner, for a mail merge. Clients are counted once, by their worst
 * effect; {@code rows} are those of the owner's table, and {@code new}, {@code still} and {@code
 * done} count the same. An owner who has done all that the last letter told of has a row without a
 * letter. It also tells the next run whose folders there are.
 */
final class OutreachIndex {

  static final String FILE = "index.csv";

  private static final String FOLDER = "folder";

  /** So many columns had the first index that there was, the byte order mark before the first. */
  private static final int FIRST_COLUMNS = 14;

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
          "answer_by",
          "letter",
          "last_letter",
          "new",
          "still",
          "done");

  private final Occasion occasion;
  private final Map<Owner, List<@Nullable Object>> rows = new TreeMap<>(AffectedClients.BY_NAME);
  private final Set<String> folders = new HashSet<>();

  OutreachIndex(Occasion occasion) {
    this.occasion = occasion;
  }

  /**
   * Enters an owner.
   *
   * @param clients the owner's; none if all is done
   * @param missing how many lines were not found
   */
  void add(Owner owner, List<AffectedClient> clients, int missing, FollowUp followUp) {
    Map<String, Effect> parties = AffectedClients.parties(clients);
    boolean hasLetter = !clients.isEmpty();
    String folder = hasLetter ? FolderName.of(owner.name()) : "";
    if (hasLetter) {
      folders.add(folder);
    }
    rows.put(
        owner,
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
            occasion.answer().orElse(null),
            hasLetter ? followUp.letter() : null,
            followUp.lastLetter(),
            clients.size() - followUp.still(),
            followUp.still(),
            followUp.done().size()));
  }

  private static long count(Map<String, Effect> parties, Effect effect) {
    return parties.values().stream().filter(effect::equals).count();
  }

  /** How many owners have a letter. */
  int letters() {
    return folders.size();
  }

  /** Whether a folder is one of its owners'. */
  boolean has(String folder) {
    return folders.contains(folder);
  }

  void write(Path folder) throws IOException {
    try (WholeFile file = WholeFile.local(folder, FILE)) {
      SpreadsheetFile csv = new SpreadsheetFile(file, COLUMNS);
      for (List<@Nullable Object> row : rows.values()) {
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
            columns -> columns.containsAll(COLUMNS.subList(1, FIRST_COLUMNS)),
            (record, line) -> listed.add(SpreadsheetFile.text(record.getOrDefault(FOLDER, ""))),
            (reason, line) -> {});
      }
    }
    listed.removeIf(name -> !FolderName.isOne(name));
    return listed;
  }
}
