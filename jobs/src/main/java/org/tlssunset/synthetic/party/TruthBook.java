package org.tlssunset.synthetic.party;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes down what is true while it happens. */
public final class TruthBook {

  private record Handed(long time, PartyTruth.Handover handover) {}

  private final Map<Path, List<@Nullable RowTruth>> lines = new LinkedHashMap<>();
  private final Map<Path, LocalDate> days = new LinkedHashMap<>();
  private final Map<String, PartyTruth.UsedBy> clients = new TreeMap<>();
  private final List<Handed> handed = new ArrayList<>();

  /** A client called, whether or not its line comes into the archive. */
  void happened(RowTruth truth) {
    String role = truth.role().value();
    if (truth.party() == null || !("client".equals(role) || "proxy".equals(role))) {
      return;
    }
    PartyTruth.UsedBy used =
        clients.computeIfAbsent(
            truth.party(), any -> new PartyTruth.UsedBy(new TreeSet<>(), new TreeSet<>()));
    if (truth.address().value() != null) {
      used.addresses().add(truth.address().value());
    }
    if (truth.tls().value() != null) {
      used.versions().add(truth.tls().value());
    }
  }

  void handed(long time, PartyTruth.Handover handover) {
    handed.add(new Handed(time, handover));
  }

  /** A file was written. */
  void file(Path file, LocalDate day, List<@Nullable RowTruth> truths) {
    lines.put(file, truths);
    days.put(file, day);
  }

  /** The files in the order in which they were written, and the day of each. */
  public Map<Path, LocalDate> days() {
    return days;
  }

  public PartyTruth truth() {
    return new PartyTruth(
        lines,
        clients,
        handed.stream()
            .sorted(Comparator.comparingLong(Handed::time))
            .map(Handed::handover)
            .toList());
  }
}
