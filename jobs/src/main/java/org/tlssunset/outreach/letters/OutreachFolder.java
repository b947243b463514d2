package org.tlssunset.outreach.letters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tlssunset.outreach.SpreadsheetFile;
import org.tlssunset.outreach.cures.Cures;
import org.tlssunset.outreach.owners.Language;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.warehouse.WholeFile;

/**
 * The folder of letters: one below it for each owner, {@code index.csv} of them for a mail merge,
 * and {@code unowned.csv}. Each file is replaced as a whole, the index last. The folder of an owner
 * who was in the index and has nobody any more loses the files that this class writes, and goes if
 * it is empty then.
 */
public final class OutreachFolder {

  public static final String INDEX = OutreachIndex.FILE;
  public static final String UNOWNED = "unowned.csv";
  private static final String CLIENTS = "clients.csv";

  private final Path folder;
  private final Occasion occasion;
  private final Cures cures;
  private final LetterTemplates templates;
  private final Proof.Reader proofs;
  private final LetterMemory memory;

  /**
   * What was written.
   *
   * @param owned clients of owners, each once, over however many protocols
   * @param unowned the same, of nobody
   * @param proofsMissing lines that were not found
   */
  public record Written(int owners, int owned, int unowned, int proofsMissing) {}

  /**
   * @param folder made if it is missing
   * @param memory what owners were told before; is told of these letters
   */
  public OutreachFolder(
      Path folder,
      Occasion occasion,
      Cures cures,
      LetterTemplates templates,
      Proof.Reader proofs,
      LetterMemory memory) {
    this.folder = folder;
    this.occasion = occasion;
    this.cures = cures;
    this.templates = templates;
    this.proofs = proofs;
    this.memory = memory;
  }

  /**
   * Writes all.
   *
   * @throws IllegalArgumentException if a template is broken, see {@link LetterTemplates}
   * @throws IOException if it cannot be written
   */
  public Written write(AffectedClients clients) throws IOException {
    Set<String> before = OutreachIndex.folders(folder);
    OutreachIndex index = new OutreachIndex(occasion);
    Set<EntryKey> affected = clients.keys();
    int owned = 0;
    int missing = 0;
    for (Map.Entry<Owner, List<AffectedClient>> each : clients.owned().entrySet()) {
      Owner owner = each.getKey();
      List<AffectedClient> its = each.getValue();
      FollowUp followUp = new FollowUp(memory.of(owner), its, affected);
      int lost = write(owner, its, followUp);
      index.add(owner, its, lost, followUp);
      memory.remember(owner, followUp.letter(), occasion.asOf(), its);
      owned += AffectedClients.parties(its).size();
      missing += lost;
    }
    memory.owners().stream()
        .map(clients::named)
        .filter(owner -> !clients.owned().containsKey(owner))
        .forEach(owner -> thank(owner, affected, index));
    unowned(clients.unowned());
    for (String old : before) {
      if (!index.has(old)) {
        empty(folder.resolve(old));
      }
    }
    index.write(folder);
    return new Written(
        index.letters(), owned, AffectedClients.parties(clients.unowned()).size(), missing);
  }

  /** Enters an owner who has nobody any more, if that is because the last letter was heeded. */
  private void thank(Owner owner, Set<EntryKey> affected, OutreachIndex index) {
    FollowUp followUp = new FollowUp(memory.of(owner), List.of(), affected);
    if (!followUp.done().isEmpty()) {
      index.add(owner, List.of(), 0, followUp);
    }
  }

  /**
   * Writes an owner's files.
   *
   * @return how many lines were not found
   */
  private int write(Owner owner, List<AffectedClient> clients, FollowUp followUp)
      throws IOException {
    Path its = folder.resolve(FolderName.of(owner.name()));
    List<Proof> shown = new ArrayList<>();
    int missing = 0;
    ClientTable table = new ClientTable(occasion.shown(), cures, new Words(owner.language()));
    try (WholeFile file = WholeFile.local(its, CLIENTS)) {
      SpreadsheetFile csv = new SpreadsheetFile(file, ClientTable.OWNED);
      for (AffectedClient client : clients) {
        Proof proof = proofs.read(client.proofFile(), client.proofLine());
        missing += proof.text() == null ? 1 : 0;
        if (shown.size() < Letter.MOST) {
          shown.add(proof);
        }
        csv.row(table.row(client, proof, followUp));
      }
      letters(owner, clients, shown, followUp, its); // a broken template leaves the table as it is
      csv.commit();
    }
    return missing;
  }

  private void letters(
      Owner owner, List<AffectedClient> clients, List<Proof> shown, FollowUp followUp, Path its)
      throws IOException {
    Map<String, Object> model =
        new Letter(occasion, cures, owner.language()).model(owner, clients, shown, followUp);
    for (LetterTemplates.Form form : LetterTemplates.Form.values()) {
      String letter = templates.letter(owner.language(), form, model);
      WholeFile.write(its.resolve(fileName(form)), letter.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String fileName(LetterTemplates.Form form) {
    return "letter." + form.ending();
  }

  private void unowned(List<AffectedClient> clients) throws IOException {
    ClientTable table = new ClientTable(occasion.shown(), cures, new Words(Language.ENGLISH));
    List<AffectedClient> sorted = new ArrayList<>(clients);
    sorted.sort(
        Comparator.comparing(LikelyOwner::of, LikelyOwner.BY_NAME)
            .thenComparing(AffectedClient.WORST_FIRST));
    try (WholeFile file = WholeFile.local(folder, UNOWNED)) {
      SpreadsheetFile csv = new SpreadsheetFile(file, ClientTable.UNOWNED);
      for (AffectedClient client : sorted) {
        csv.row(table.row(client, LikelyOwner.of(client)));
      }
      csv.commit();
    }
  }

  private static void empty(Path old) throws IOException {
    if (!Files.isDirectory(old)) {
      return;
    }
    Files.deleteIfExists(old.resolve(CLIENTS));
    for (LetterTemplates.Form form : LetterTemplates.Form.values()) {
      Files.deleteIfExists(old.resolve(fileName(form)));
    }
    boolean isEmpty;
    try (Stream<Path> rest = Files.list(old)) {
      isEmpty = rest.findAny().isEmpty();
    }
    if (isEmpty) {
      Files.delete(old);
    }
  }
}
