package org.tlssunset.outreach.letters;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.plan.Scenario;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/**
 * What a letter told of one entry: a row of {@code outreach_letters}, without the plan, which is
 * the same for all that are looked at.
 *
 * @param owner as the owners' file had the name
 * @param letter which of the owner's letters, from 1
 * @param plannedOn when the versions were to go; null if no day was planned
 * @param asOf the last day of evidence
 * @param named what it was called; the agent is not remembered
 */
record ToldEntry(
    String owner,
    LocalDate sentOn,
    int letter,
    @Nullable LocalDate plannedOn,
    LocalDate asOf,
    EntryKey key,
    AffectedClient.Named named,
    String effect) {

  /** What is read of a row. */
  static final List<String> COLUMNS = Tables.OUTREACH_LETTERS.columnNames();

  /** Takes a row of these columns. */
  static ToldEntry of(Row row) {
    String party = text(row, "party");
    return new ToldEntry(
        row.getString(COLUMNS.indexOf("owner")),
        row.getAs(COLUMNS.indexOf("sent_on")),
        row.getInt(COLUMNS.indexOf("letter")),
        row.getAs(COLUMNS.indexOf("planned_on")),
        row.getAs(COLUMNS.indexOf("as_of")),
        new EntryKey(
            row.getString(COLUMNS.indexOf("role")),
            row.getString(COLUMNS.indexOf("direction")),
            row.getString(COLUMNS.indexOf("protocol")),
            party,
            text(row, "program")),
        AffectedClient.Named.of(
            party,
            text(row, "client"),
            text(row, "host_name"),
            text(row, "client_name"),
            text(row, "user_name")),
        row.getString(COLUMNS.indexOf("effect")));
  }

  private static @Nullable String text(Row row, String column) {
    return row.getAs(COLUMNS.indexOf(column));
  }

  /** The row, as Spark holds it inside. */
  InternalRow row(Scenario scenario) {
    TableRow row = new TableRow(Tables.OUTREACH_LETTERS);
    List<@Nullable Object> values =
        Arrays.asList(
            owner,
            sentOn,
            letter,
            scenario.what(),
            scenario.ends().text(),
            plannedOn,
            asOf,
            key.role(),
            key.direction(),
            key.protocol(),
            key.party(),
            named.client(),
            named.hostName(),
            named.clientName(),
            named.user(),
            key.program(),
            effect);
    for (int i = 0; i < values.size(); i++) {
      row.set(i, TableRow.inside(values.get(i)));
    }
    return row.take();
  }
}
