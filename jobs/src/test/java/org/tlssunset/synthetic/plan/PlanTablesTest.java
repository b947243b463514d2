package org.tlssunset.synthetic.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** The tables know the truth's parties, by the same names. */
class PlanTablesTest {

  private static final String NEVER = "never";

  @TempDir Path folder;

  @Test
  void programsAreThoseOfTheTruthsParties() throws IOException {
    ReadPlan read = ReadPlan.of(folder, 11);
    PlanArchive archive = read.archive();
    Warehouse warehouse = read.warehouse();

    Map<PlanParty, String> found = new TreeMap<>();
    Set<PlanParty> using = new TreeSet<>();
    for (Row row :
        warehouse
            .read(Tables.CLIENT_PROGRAM)
            .select("role", "direction", "protocol", "party", "legacy_last_seen", "used")
            .collectAsList()) {
      PlanParty party =
          new PlanParty(row.getString(0), row.getString(1), row.getString(2), row.getString(3));
      if (row.getLong(5) > 0) {
        using.add(party);
      }
      found.merge(
          party,
          row.isNullAt(4)
              ? NEVER
              : row.getInstant(4).atZone(ZoneOffset.UTC).toLocalDate().toString(),
          PlanTablesTest::later);
    }
    assertThat(found).isEqualTo(lastOld(archive)).hasSizeGreaterThan(100);
    PlanScenario end = new PlanScenario(PlanScenario.SERVERS, PlanDays.date(PlanDays.LAST));
    assertThat(using)
        .isEqualTo(
            archive.truth().answers(end).values().stream()
                .filter(PlanAnswer::isUsing)
                .map(PlanAnswer::party)
                .collect(Collectors.toSet()));
  }

  /** For each party in the logs its last day with an old version. */
  private static Map<PlanParty, String> lastOld(PlanArchive archive) {
    Map<PlanParty, String> last = new TreeMap<>();
    for (History history : archive.truth().histories()) {
      for (Use use : history.uses()) {
        boolean isOld =
            use.version() != null && use.version().isOld() && use.seen() != Use.Seen.UNTOLD;
        LocalDate day = PlanDays.date(use.day());
        if (use.isSeen()) {
          last.merge(history.party(), isOld ? day.toString() : NEVER, PlanTablesTest::later);
        }
      }
    }
    return last;
  }

  private static String later(String one, String other) {
    return one.equals(NEVER) || !other.equals(NEVER) && other.compareTo(one) > 0 ? other : one;
  }
}
