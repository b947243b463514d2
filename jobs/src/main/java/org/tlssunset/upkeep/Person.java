package org.tlssunset.upkeep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Kept;
import org.tlssunset.schema.Personal;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;

/**
 * Whose rows they are, as conditions that are true or false and never null.
 *
 * @param clients addresses in canonical form
 * @param unaddressed clients of whom no address is known, as the rollups' column {@code client} has
 *     them, in any case
 * @param users names as the logs have them, in any case: {@code CORP\alice} is another name than
 *     {@code alice}
 */
public record Person(List<String> clients, List<String> unaddressed, List<String> users) {

  /**
   * Of a table's row, or of a struct in it, that tells of the person in a column of its own: it
   * goes as a whole.
   *
   * @param columns the table's, or the struct's
   * @param prefix what stands before a column's name, {@code part.} for instance
   */
  String row(List<Column> columns, String prefix) {
    return row(columns, prefix, List.of());
  }

  /**
   * Of a table's row that goes as a whole.
   *
   * @param emptied columns of names that lose the person, while the row stays if it has an address
   */
  String row(Table table, List<Column> emptied) {
    return row(table.columns(), "", emptied);
  }

  private String row(List<Column> columns, String prefix, List<Column> emptied) {
    List<String> conditions = new ArrayList<>();
    for (Column column : columns) {
      String name = prefix + column.name();
      if (emptied.contains(column)) {
        conditions.add(withoutAddress(columns, prefix, user(name)));
      } else if (!column.isList()) {
        switch (column.personal()) {
          case NOTHING -> {}
          case ADDRESS -> conditions.add(in(name, clients));
          case PEER, ADDRESSES ->
              conditions.add(spelled(name, clients.stream().map(Spelling::ofAddress)));
          case USER -> conditions.add(user(name));
          case TEXT -> conditions.add(text(name));
          case CLIENT -> conditions.add(withoutAddress(columns, prefix, client(name)));
        }
      }
    }
    if (tells(columns, Personal.PEER)) {
      String key =
          tells(columns, Personal.USER) ? ClientKey.sql(prefix) : ClientKey.sqlWithoutUser(prefix);
      conditions.add(withoutAddress(columns, prefix, inAnyCase(key, unaddressed)));
    }
    return any(conditions);
  }

  /** Whether a table tells of the person in columns of its own. */
  public boolean isIn(Warehouse warehouse, Table table) {
    return !warehouse.read(table).where(row(table.columns(), "")).isEmpty();
  }

  /** Of an element of a list; {@code item} is its name. */
  String item(Column list) {
    return list.personal() == Personal.USER ? user("item") : row(list.fields(), "item.");
  }

  /** The columns whose elements may tell of a person, and go while the row stays. */
  static List<Column> lists(Table table) {
    return table.columns().stream()
        .filter(Column::isList)
        .filter(
            column ->
                column.personal() != Personal.NOTHING
                    || column.fields().stream().anyMatch(Person::tells))
        .toList();
  }

  /** The columns of rollups that name who signed in, and lose the name while the row stays. */
  static List<Column> names(Table table) {
    return table.kept() == Kept.ROLLUPS
        ? table.columns().stream()
            .filter(column -> column.personal() == Personal.USER && !column.isList())
            .toList()
        : List.of();
  }

  /** Of a name in such a column. */
  String name(Column column) {
    return user(column.name());
  }

  private static boolean tells(Column column) {
    return column.personal() != Personal.NOTHING;
  }

  private static boolean tells(List<Column> columns, Personal what) {
    return columns.stream().anyMatch(column -> column.personal() == what);
  }

  /** A client without an address is told apart by names, one of which may be the person's. */
  private static String withoutAddress(List<Column> columns, String prefix, String condition) {
    return columns.stream()
        .filter(column -> column.personal() == Personal.ADDRESS)
        .map(column -> prefix + column.name() + " IS NULL AND ")
        .collect(Collectors.joining("", "", "(" + condition + ")"));
  }

  /** Of a client's key: an address of the person's, or a name, may be what tells it apart. */
  private String client(String column) {
    List<String> conditions = new ArrayList<>(List.of(inAnyCase(column, unaddressed)));
    conditions.add(in("substring_index(%s, ' ', 1)".formatted(column), clients));
    users.forEach(
        name ->
            conditions.add(
                "endswith(concat(' ', lower(%s)), %s)"
                    .formatted(column, Sql.literal(" " + lower(name)))));
    return any(conditions);
  }

  private String user(String name) {
    return any(List.of(inAnyCase(name, users)));
  }

  /** Of a line's text, which may have been damaged: an address or a name in any spelling. */
  private String text(String column) {
    return spelled(
        column,
        Stream.of(
                clients.stream().map(Spelling::ofAddress),
                unaddressed.stream().map(Spelling::ofUnaddressed),
                users.stream().map(Spelling::ofName))
            .flatMap(spellings -> spellings));
  }

  private static String any(List<String> conditions) {
    return conditions.isEmpty()
        ? "false"
        : conditions.stream()
            .map("coalesce(%s, false)"::formatted)
            .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static String spelled(String column, Stream<String> spellings) {
    List<String> all = spellings.toList();
    return all.isEmpty()
        ? "false"
        : "%s RLIKE %s"
            .formatted(column, Sql.literal("(?iu)(?:%s)".formatted(String.join("|", all))));
  }

  private static String inAnyCase(String value, List<String> texts) {
    return in("lower(%s)".formatted(value), texts.stream().map(Person::lower).toList());
  }

  private static String in(String column, Collection<String> values) {
    return values.isEmpty() ? "false" : Sql.in(column, values);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
