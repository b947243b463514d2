package org.tlssunset.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.outreach.letters.Proof;
import org.tlssunset.plan.PlannedProgram;

/** The lines of logs that prove what becomes of some parties. */
final class ProofTexts {

  private final Map<Place, String> texts = new TreeMap<>();

  private record Place(String file, long line) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::file).thenComparing(Place::line);

    private static Place of(PlannedProgram program) {
      return new Place(program.known().file(), program.known().line());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private ProofTexts() {}

  /** Reads those of some parties, log by log; one that is not found is told of as such. */
  static ProofTexts read(List<ListedClient> clients, Proof.Reader reader) {
    ProofTexts read = new ProofTexts();
    clients.forEach(
        client ->
            client
                .listed()
                .party()
                .programs()
                .forEach(program -> read.texts.put(Place.of(program), "")));
    read.texts.replaceAll((place, none) -> text(reader.read(place.file, place.line)));
    return read;
  }

  private static String text(Proof proof) {
    return ShownText.of(
        proof.text() == null ? "(not found: %s)".formatted(proof.missing()) : proof.text());
  }

  /** The line that proves what becomes of a program; empty if it was not read. */
  String of(PlannedProgram program) {
    return texts.getOrDefault(Place.of(program), "");
  }
}
