package org.tlssunset.servers;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.csv.CsvColumns;
import org.tlssunset.csv.CsvRecords;
import org.tlssunset.party.ServerName;
import org.tlssunset.servers.registry.UnreadText;

/**
 * Which servers there are, with which Windows and which Exchange: CSV with the columns {@code
 * server}, {@code windows}, {@code exchange}, of which the last two may be missing.
 *
 * @param unread what could not be read
 */
public record Inventory(List<Entry> entries, List<UnreadText> unread) {

  /** Nothing is known. */
  public static final Inventory NONE = new Inventory(List.of(), List.of());

  private static final List<String> SERVER =
      List.of("server", "name", "servername", "computername");
  private static final List<String> WINDOWS =
      List.of("windows", "windowsversion", "os", "operatingsystem");
  private static final List<String> EXCHANGE =
      List.of("exchange", "exchangeversion", "admindisplayversion");

  /** A file lists fewer. */
  private static final int MOST = 10_000;

  /**
   * A server.
   *
   * @param windows as it is written; empty if it is not
   * @param exchange as it is written; empty if it is not
   */
  public record Entry(String server, String windows, String exchange) {}

  /**
   * Reads one.
   *
   * @param file the path that is told
   * @param text without a byte order mark
   * @throws IOException if it cannot be read to its end
   */
  public static Inventory read(String file, Reader text) throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<UnreadText> unread = new ArrayList<>();
    boolean isKnown =
        CsvRecords.read(
            text,
            columns -> columns.stream().map(CsvColumns::key).anyMatch(SERVER::contains),
            (record, line) -> {
              Entry entry =
                  new Entry(field(record, SERVER), field(record, WINDOWS), field(record, EXCHANGE));
              if (ServerName.key(entry.server()) == null) {
                unread.add(new UnreadText(file, line, "names no server: give its name"));
              } else if (entries.size() < MOST) {
                entries.add(entry);
              }
            },
            (reason, line) -> unread.add(new UnreadText(file, line, reason)));
    if (!isKnown) {
      unread.add(
          new UnreadText(
              file, 0, "is no inventory: give CSV with the columns server, windows and exchange"));
    }
    return new Inventory(List.copyOf(entries), List.copyOf(unread));
  }

  private static String field(Map<String, String> record, List<String> names) {
    Map<String, String> byKey = new LinkedHashMap<>();
    record.forEach((column, field) -> byKey.putIfAbsent(CsvColumns.key(column), field.strip()));
    return names.stream()
        .map(name -> byKey.getOrDefault(name, ""))
        .filter(field -> !field.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Both. */
  Inventory and(Inventory other) {
    return new Inventory(
        Stream.concat(entries.stream(), other.entries.stream()).toList(),
        Stream.concat(unread.stream(), other.unread.stream()).toList());
  }

  /** What it says of a server, whose name may be written with its domain; the last entry counts. */
  Optional<Entry> find(String server) {
    @Nullable String key = ServerName.key(server);
    return entries.stream()
        .filter(entry -> key != null && key.equals(ServerName.key(entry.server())))
        .reduce((first, last) -> last);
  }
}
