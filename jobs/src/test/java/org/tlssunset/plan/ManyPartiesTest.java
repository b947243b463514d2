package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.config.Configuration;
import org.tlssunset.days.Recount;
import org.tlssunset.rollup.Identity;
import org.tlssunset.schema.Table;
import org.tlssunset.synthetic.plan.PlanArchive;
import org.tlssunset.synthetic.plan.ReadPlan;
import org.tlssunset.warehouse.Warehouse;

/** Parties that are too many for the driver are judged as few are, by the tasks. */
class ManyPartiesTest {

  private static final Scenario PLAN = Scenario.of(List.of("TLS1.0,TLS1.1"), "servers", null);

  @TempDir Path folder;

  @Test
  void tablesAreTheSame() throws IOException {
    ReadPlan read = ReadPlan.of(folder, 5);
    PlanArchive archive = read.archive();
    Configuration configuration = read.configuration();
    Warehouse warehouse = read.warehouse();

    Statuses few = new Statuses(Identity.NAMES, configuration.policy(), Optional.of(PLAN));
    assertThat(new Recount(warehouse).whole(few).isChanged()).isTrue();
    Map<String, List<String>> expected = contents(warehouse, few);
    assertThat(expected.get("plan_clients")).hasSizeGreaterThan(100);
    assertThat(expected.get("plan_summary")).hasSizeGreaterThan(10);

    // Other settings, or nothing would be counted again; and back.
    new Recount(warehouse)
        .whole(new Statuses(Identity.NAMES, configuration.policy(), Optional.empty()));
    assertThat(contents(warehouse, few).get("plan_clients")).isEmpty();
    Statuses many = new Statuses(Identity.NAMES, configuration.policy(), Optional.of(PLAN), 3);
    assertThat(new Recount(warehouse).whole(many).isChanged()).isTrue();

    assertThat(contents(warehouse, many)).isEqualTo(expected);
  }

  private static Map<String, List<String>> contents(Warehouse warehouse, Statuses statuses) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (Table table : statuses.tables()) {
      contents.put(
          table.name(),
          warehouse.read(table).collectAsList().stream().map(Row::toString).sorted().toList());
    }
    return contents;
  }
}
