package org.tlssunset.upkeep;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.warehouse.Sql;

/**
 * Whose rows they are, as conditions that are true or false and never null.
 *
 * @param clients addresses in canonical form
 * @param users names as the logs have them, in any case: {@code CORP\alice} is another name than
 *     {@code alice}
 */
public record Person(List<String> clients, List<String> users) {

  /** Of a row, or of a struct, with the columns of the observations. */
  public String observations(String prefix) {
    return "coalesce(%s OR %s OR %s, false)"
        .formatted(
            in(prefix + "client_ip", clients),
            in(prefix + "peer_ip", clients),
            user(prefix + "user_name"));
  }

  /** Of a rollup's row that is one of the clients'. */
  public String client() {
    return "coalesce(%s, false)".formatted(in("client_ip", clients));
  }

  /** Of a name. */
  public String user(String name) {
    return "coalesce(%s, false)"
        .formatted(in("lower(%s)".formatted(name), users.stream().map(Person::lower).toList()));
  }

  /** Of a line's text, which may have been damaged: an address or a name in any spelling. */
  String text(String column) {
    String spellings =
        Stream.concat(
                clients.stream().map(Spelling::ofAddress), users.stream().map(Spelling::ofName))
            .collect(Collectors.joining("|", "(?iu)(?:", ")"));
    return "coalesce(%s RLIKE %s, false)".formatted(column, Sql.literal(spellings));
  }

  private static String in(String column, Collection<String> values) {
    return values.isEmpty() ? "false" : Sql.in(column, values);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
