package org.tlssunset.upkeep;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ColumnType;
import org.tlssunset.schema.Personal;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * What the tables have that may be meant by a name: logs write one person as {@code alice}, {@code
 * CORP\alice} and {@code alice@corp.example}, and these are other names to whoever removes rows.
 *
 * @param name as it was given
 * @param isKnown whether the tables have it, in any case
 * @param spellings other names of the same account, whatever their domains are
 * @param near names that differ by a few letters, the nearest first; none if there is a better one
 */
public record Namesakes(String name, boolean isKnown, List<String> spellings, List<String> near) {

  private static final int MOST_SPELLINGS = 50;
  private static final int MOST_NEAR = 5;

  /** A name of so many letters may have one slip, one of twice as many two, and so on. */
  private static final int LETTERS_PER_SLIP = 3;

  /** Of somebody who signs in. */
  public static Namesakes ofUser(Warehouse warehouse, String user) {
    List<Row> found =
        Tables.all().stream()
            .flatMap(table -> users(warehouse, table))
            .reduce(Dataset::union)
            .orElseThrow()
            .where("name IS NOT NULL")
            .distinct()
            .selectExpr(
                "name",
                "%s = %s AS is_same".formatted(account("name"), account(Sql.literal(user))),
                slips("name", user) + " AS slips")
            .where("is_same OR slips <= " + slipsAllowed(user))
            .orderBy("slips", "name")
            .limit(MOST_SPELLINGS)
            .collectAsList();
    return of(user, found);
  }

  /**
   * Of a client without an address: those whose name, or what they are called by, it is a part of.
   */
  public static Namesakes ofClient(Warehouse warehouse, String client) {
    String part = Sql.literal(lower(client));
    List<Row> found =
        warehouse
            .read(Tables.CLIENT_PROTOCOL)
            .where("client IS NOT NULL")
            .selectExpr(
                "client AS name",
                "contains(lower(concat_ws(' ', client, client_name)), %s) AS is_same"
                    .formatted(part),
                slips("client", client) + " AS slips")
            .distinct()
            .where("is_same OR slips <= " + slipsAllowed(client))
            .orderBy("slips", "name")
            .limit(MOST_SPELLINGS)
            .collectAsList();
    return of(client, found);
  }

  private static Namesakes of(String name, List<Row> found) {
    List<String> spellings =
        found.stream()
            .filter(row -> row.getBoolean(1))
            .map(row -> row.getString(0))
            .filter(other -> !lower(other).equals(lower(name)))
            .toList();
    boolean isKnown = found.stream().anyMatch(row -> lower(row.getString(0)).equals(lower(name)));
    List<String> near =
        isKnown || !spellings.isEmpty()
            ? List.of()
            : found.stream().map(row -> row.getString(0)).limit(MOST_NEAR).toList();
    return new Namesakes(name, isKnown, spellings, near);
  }

  /** The names that a table has, in whichever of its columns, as a column {@code name}. */
  private static Stream<Dataset<Row>> users(Warehouse warehouse, Table table) {
    return table.columns().stream()
        .flatMap(
            column ->
                column.type() == ColumnType.STRUCT_ARRAY
                    ? column.fields().stream()
                        .filter(Namesakes::isUser)
                        .map(field -> "explode(%s.%s)".formatted(column.name(), field.name()))
                    : Stream.of(column)
                        .filter(Namesakes::isUser)
                        .map(Column::name)
                        .map(name -> column.isList() ? "explode(%s)".formatted(name) : name))
        .map(names -> warehouse.read(table).selectExpr(names + " AS name"));
  }

  private static boolean isUser(Column column) {
    return column.personal() == Personal.USER;
  }

  /** A name without its domain, before or behind it, in lower case. */
  private static String account(String name) {
    return "lower(substring_index(substring_index(%s, %s, -1), '@', 1))"
        .formatted(name, Sql.literal("\\"));
  }

  private static String slips(String column, String name) {
    return "levenshtein(lower(%s), %s)".formatted(column, Sql.literal(lower(name)));
  }

  private static int slipsAllowed(String name) {
    return Math.max(1, name.length() / LETTERS_PER_SLIP);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
