package org.tlssunset.upkeep;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.warehouse.Sql;

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

  /** Of a row, or of a struct, with the columns of the observations. */
  public String observations(String prefix) {
    return any(
        in(prefix + "client_ip", clients),
        spelled(prefix + "peer_ip", clients.stream().map(Spelling::ofAddress)),
        user(prefix + "user_name"),
        "%sclient_ip IS NULL AND %s"
            .formatted(prefix, inAnyCase(ClientKey.sql(prefix), unaddressed)));
  }

  /**
   * Of a rollup's row that is one of the clients'; a name of the person's may be all that tells it
   * apart.
   */
  public String client() {
    return any(
        in("client_ip", clients),
        "client_ip IS NULL AND " + inAnyCase("client", unaddressed),
        "client_ip IS NULL AND "
            + any(
                users.stream()
                    .map(
                        name ->
                            "endswith(concat(' ', lower(client)), %s)"
                                .formatted(Sql.literal(" " + lower(name))))
                    .toArray(String[]::new)));
  }

  /** Of a name. */
  public String user(String name) {
    return any(inAnyCase(name, users));
  }

  /** Of a line's text, which may have been damaged: an address or a name in any spelling. */
  String text(String column) {
    return any(
        spelled(
            column,
            Stream.of(
                    clients.stream().map(Spelling::ofAddress),
                    unaddressed.stream().map(Spelling::ofUnaddressed),
                    users.stream().map(Spelling::ofName))
                .flatMap(spellings -> spellings)));
  }

  private static String any(String... conditions) {
    return conditions.length == 0
        ? "false"
        : Stream.of(conditions)
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
