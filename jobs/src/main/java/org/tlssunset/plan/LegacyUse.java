package org.tlssunset.plan;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.schema.Role;

/** How many clients used in the window what goes, by TLS end and protocol. */
public final class LegacyUse implements Serializable {

  private static final long serialVersionUID = 1;

  private final TreeMap<Coverage.Cell, Long> clients = new TreeMap<>();

  /** Takes a party; one that is no client counts nowhere. */
  void add(PlannedParty party, Scenario scenario) {
    if (!party.role().equals(Role.CLIENT.label())) {
      return;
    }
    TreeSet<Coverage.Cell> cells = new TreeSet<>();
    for (PlannedProgram program : party.programs()) {
      for (EndUse use : program.evidence().uses()) {
        if (use.seen().requestsLately() > 0 && scenario.takes(use)) {
          cells.add(
              new Coverage.Cell(party.direction(), name(use.end()), program.evidence().protocol()));
        }
      }
    }
    cells.forEach(cell -> clients.merge(cell, 1L, Long::sum));
  }

  private static String name(EndUse.End end) {
    String name = end.proxy() == null ? end.server() : end.proxy();
    return name == null ? Coverage.NAMELESS : name;
  }

  void add(LegacyUse other) {
    other.clients.forEach((cell, count) -> clients.merge(cell, count, Long::sum));
  }

  /** Each client once in each cell; cells that nobody used are not there. */
  public SortedMap<Coverage.Cell, Long> clients() {
    return clients;
  }
}
