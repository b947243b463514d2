package org.tlssunset.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** Rows of {@code plan_summary}. */
final class SummaryRow {

  private SummaryRow() {}

  /**
   * A row for each effect of each scope.
   *
   * @param asOf the last day of evidence, since 1970
   */
  static List<InternalRow> all(Summary summary, Scenario scenario, int asOf) {
    List<InternalRow> rows = new ArrayList<>();
    TableRow row = new TableRow(Tables.PLAN_SUMMARY);
    summary
        .scopes()
        .forEach(
            (scope, tally) ->
                tally
                    .counts()
                    .forEach(
                        (effect, count) ->
                            rows.add(
                                row.set("scope", text(scope.kind()))
                                    .set("name", text(scope.name()))
                                    .set("role", text(scope.role()))
                                    .set("effect", text(effect.label()))
                                    .set("parties", count.parties())
                                    .set("dormant", count.dormant())
                                    .set("excepted", count.excepted())
                                    .set("users", count.users())
                                    .set("party_days", count.partyDays())
                                    .set("as_of", asOf)
                                    .set("versions", text(scenario.what()))
                                    .set("ends", text(scenario.ends().text()))
                                    .set(
                                        "planned_on",
                                        scenario.on() == null
                                            ? null
                                            : (Integer) (int) scenario.on().toEpochDay())
                                    .take())));
    return rows;
  }

  private static @Nullable UTF8String text(@Nullable String text) {
    return text == null ? null : UTF8String.fromString(text);
  }
}
