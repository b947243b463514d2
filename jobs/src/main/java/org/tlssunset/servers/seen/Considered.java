package org.tlssunset.servers.seen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * What logs show of one consideration.
 *
 * @param statuses how many parties have which status, each by its worst program of these
 * @param programs the names of programs that most parties use, the most used first; at most five
 */
public record Considered(
    Consideration consideration, Map<ClientStatus, Long> statuses, List<String> programs) {

  private static final int MOST_PROGRAMS = 5;

  private static final List<String> COLUMNS =
      List.of("role", "kind", "program", "party", "client", "status");

  /** Of all considerations, in their order: {@code client_status} is asked. */
  public static List<Considered> of(Warehouse warehouse) {
    Map<Consideration, Found> found = new EnumMap<>(Consideration.class);
    for (Consideration each : Consideration.values()) {
      found.put(each, new Found());
    }
    warehouse.rows(
        Tables.CLIENT_STATUS,
        COLUMNS,
        row -> {
          ClientStatus status = Labelled.find(ClientStatus.values(), row.getString(5));
          Consideration.Program program =
              new Consideration.Program(row.getString(0), row.getString(1), row.getString(2));
          if (status == null || status == ClientStatus.NO_USE) {
            return;
          }
          found.forEach(
              (each, of) -> {
                if (each.isMet(program)) {
                  of.add(row.isNullAt(3) ? row.getString(4) : row.getString(3), status, program);
                }
              });
        });
    return found.entrySet().stream().map(each -> each.getValue().told(each.getKey())).toList();
  }

  /** How many parties were seen. */
  public long parties() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many are of a status. */
  public long parties(ClientStatus status) {
    return statuses.getOrDefault(status, 0L);
  }

  private static final class Found {

    private final Map<String, ClientStatus> parties = new HashMap<>();
    private final Map<String, Long> programs = new HashMap<>();

    void add(@Nullable String party, ClientStatus status, Consideration.Program program) {
      parties.merge(
          String.valueOf(party),
          status,
          (one, other) -> ClientStatus.WORST_FIRST.compare(other, one) < 0 ? other : one);
      if (program.name() != null) {
        programs.merge(program.name(), 1L, Long::sum);
      }
    }

    Considered told(Consideration consideration) {
      Map<ClientStatus, Long> statuses = new EnumMap<>(ClientStatus.class);
      parties.values().forEach(status -> statuses.merge(status, 1L, Long::sum));
      List<String> most =
          new ArrayList<>(
              programs.entrySet().stream()
                  .sorted(
                      Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                          .thenComparing(Map.Entry.comparingByKey()))
                  .limit(MOST_PROGRAMS)
                  .map(Map.Entry::getKey)
                  .toList());
      return new Considered(consideration, statuses, most);
    }
  }
}
