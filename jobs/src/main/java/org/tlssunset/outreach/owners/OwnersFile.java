package org.tlssunset.outreach.owners;

import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.csv.CsvColumns;
import org.tlssunset.csv.CsvRecords;
import org.tlssunset.party.Network;
import org.tlssunset.party.Validity;
import org.tlssunset.schema.Labelled;
import org.tlssunset.servers.registry.UnreadText;

/**
 * The owners' file: CSV with the column {@code owner}, one or more of {@code network}, {@code
 * name}, {@code user} and {@code domain}, and, as wanted, {@code mail}, {@code language} ({@code
 * en} or {@code de}; English where it is empty), {@code from} and {@code until} (days, UTC, both
 * with it). All conditions of a line must hold. {@link Owners} says which line wins.
 *
 * @param unread lines that could not be read; the others count
 */
public record OwnersFile(Owners owners, List<UnreadText> unread) {

  private static final List<String> OWNER = List.of("owner", "team");
  private static final List<String> MAIL = List.of("mail", "email");
  private static final List<String> LANGUAGE = List.of("language", "lang");
  private static final List<String> FROM = List.of("from", "validfrom");
  private static final List<String> UNTIL = List.of("until", "validuntil");
  private static final List<String> NETWORK =
      List.of("network", "subnet", "address", "ip", "ipaddress");
  private static final List<String> NAME = List.of("name", "hostname", "clientname");
  private static final List<String> USER = List.of("user", "username", "account");
  private static final List<String> DOMAIN = List.of("domain", "userdomain");

  /**
   * Reads one.
   *
   * @param file the path that is told
   * @param text without a byte order mark
   * @throws IOException if it cannot be read to its end
   */
  public static OwnersFile read(String file, Reader text) throws IOException {
    List<OwnerRule> rules = new ArrayList<>();
    List<UnreadText> unread = new ArrayList<>();
    boolean isKnown =
        CsvRecords.read(
            text,
            OwnersFile::isMeant,
            (record, line) -> {
              try {
                rules.add(rule(record, line));
              } catch (IllegalArgumentException e) {
                unread.add(new UnreadText(file, line, String.valueOf(e.getMessage())));
              }
            },
            (reason, line) -> unread.add(new UnreadText(file, line, reason)));
    if (!isKnown) {
      unread.add(
          new UnreadText(
              file,
              0,
              "is no list of owners: give CSV with the column owner and one of network, name, user"
                  + " and domain"));
    }
    return new OwnersFile(new Owners(rules), List.copyOf(unread));
  }

  private static boolean isMeant(List<String> columns) {
    List<String> keys = columns.stream().map(CsvColumns::key).toList();
    return keys.stream().anyMatch(OWNER::contains)
        && keys.stream()
            .anyMatch(
                key ->
                    NETWORK.contains(key)
                        || NAME.contains(key)
                        || USER.contains(key)
                        || DOMAIN.contains(key));
  }

  private static OwnerRule rule(Map<String, String> record, long line) {
    Map<String, String> fields = new HashMap<>();
    record.forEach((column, field) -> fields.putIfAbsent(CsvColumns.key(column), field.strip()));
    String owner = field(fields, OWNER);
    if (owner.isEmpty()) {
      throw new IllegalArgumentException("names no owner: give one, or take the line out");
    }
    List<Condition> conditions = conditions(fields);
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException(
          "fits every client: give a network, a name, a user or a domain");
    }
    return new OwnerRule(
        conditions,
        new Owner(owner, mail(field(fields, MAIL)), language(field(fields, LANGUAGE))),
        validity(field(fields, FROM), field(fields, UNTIL)),
        line);
  }

  private static List<Condition> conditions(Map<String, String> fields) {
    List<Condition> conditions = new ArrayList<>();
    String network = field(fields, NETWORK);
    if (!network.isEmpty()) {
      conditions.add(new Condition.InNetwork(new Network(network)));
    }
    String name = field(fields, NAME);
    if (!name.isEmpty()) {
      conditions.add(new Condition.Named(new TextPattern(name)));
    }
    String user = field(fields, USER);
    if (!user.isEmpty()) {
      conditions.add(Condition.SignedIn.of(user));
    }
    String domain = field(fields, DOMAIN);
    if (!domain.isEmpty()) {
      conditions.add(new Condition.OfDomain(domain.replaceFirst("^@", "")));
    }
    return conditions;
  }

  private static String mail(String written) {
    if (!written.isEmpty() && written.indexOf('@') < 0) {
      throw new IllegalArgumentException(
          "holds '%s', which is no mail address: write it as scan-team@contoso.com"
              .formatted(written));
    }
    return written;
  }

  private static Language language(String written) {
    if (written.isEmpty()) {
      return Language.ENGLISH;
    }
    Language language = Labelled.find(Language.values(), CsvColumns.key(written));
    if (language == null) {
      throw new IllegalArgumentException(
          "holds '%s', which is no language of letters: write en or de".formatted(written));
    }
    return language;
  }

  private static Validity validity(String from, String until) {
    @Nullable Integer first = day(from);
    @Nullable Integer last = day(until);
    if (first != null && last != null && first > last) {
      throw new IllegalArgumentException(
          "ends before it begins (from %s, until %s): mend one of them".formatted(from, until));
    }
    return new Validity(first, last);
  }

  private static @Nullable Integer day(String written) {
    if (written.isEmpty()) {
      return null;
    }
    try {
      return (int) LocalDate.parse(written).toEpochDay();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "holds '%s', which is no day: write it as 2026-03-01".formatted(written), e);
    }
  }

  /** The first of some columns that holds something; empty if none does. */
  private static String field(Map<String, String> fields, List<String> names) {
    return names.stream()
        .map(name -> fields.getOrDefault(name, ""))
        .filter(field -> !field.isEmpty())
        .findFirst()
        .orElse("");
  }
}
