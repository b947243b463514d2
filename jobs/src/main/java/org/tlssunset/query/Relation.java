package org.tlssunset.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tlssunset.party.tables.ClientObservations;
import org.tlssunset.rollup.ClientUsage;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.Views;

/**
 * What a query may be about: a table, or a view.
 *
 * @param name as a query has it
 * @param isView whether nothing of it is stored
 * @param comment what a row is
 * @param columns in order
 */
public record Relation(String name, boolean isView, String comment, List<Column> columns) {

  /** All of them: first the views that are asked most, then the tables. */
  public static List<Relation> all() {
    return Stream.of(
            Views.all().stream()
                .map(view -> new Relation(view.name(), true, view.comment(), view.columns())),
            Stream.of(
                new Relation(
                    ClientObservations.NAME,
                    true,
                    ClientObservations.COMMENT,
                    ClientObservations.columns()),
                new Relation(ClientUsage.NAME, true, ClientUsage.COMMENT, ClientUsage.columns())),
            Tables.all().stream()
                .map(table -> new Relation(table.name(), false, table.comment(), table.columns())))
        .flatMap(each -> each)
        .toList();
  }

  /** Their names. */
  public static List<String> names() {
    return all().stream().map(Relation::name).toList();
  }

  /**
   * The one of a name.
   *
   * @param name in any case
   */
  public static Optional<Relation> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return all().stream().filter(relation -> relation.name.equals(lower)).findFirst();
  }
}
