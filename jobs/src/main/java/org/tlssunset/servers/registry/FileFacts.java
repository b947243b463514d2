package org.tlssunset.servers.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.ServerName;

/** Gathers what one file tells of servers, and what could not be read of it. */
final class FileFacts {

  /** So much of what could not be read is kept; all is counted. */
  private static final int NAMED = 20;

  /** An organisation has fewer. */
  private static final int MOST_SERVERS = 5_000;

  private final ExportName name;
  private final Map<String, ServerFacts> servers = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<UnreadText> unread = new ArrayList<>();
  private long unreadCount;

  FileFacts(ExportName name) {
    this.name = name;
  }

  /**
   * The facts of a server.
   *
   * @param server as the file names it; null or blank if it does not
   */
  ServerFacts of(@Nullable String server) {
    String said = server == null || server.isBlank() ? name.server() : server.strip();
    String key = ServerName.key(said);
    String id = key == null ? said.toLowerCase(Locale.ROOT) : key;
    if (servers.size() == MOST_SERVERS && !servers.containsKey(id)) {
      return new ServerFacts();
    }
    names.putIfAbsent(id, said);
    return servers.computeIfAbsent(id, each -> new ServerFacts());
  }

  /** A line cannot be read, for a reason. */
  void unread(long line, String reason) {
    unreadCount++;
    if (unread.size() < NAMED) {
      unread.add(new UnreadText(name.file(), line, reason));
    }
  }

  /** Something is lost, nobody knows where. */
  void doubt() {
    servers.values().forEach(server -> server.registry.doubt());
  }

  /** All that was gathered. */
  FoundExports found() {
    List<Export> exports = new ArrayList<>();
    if (servers.values().stream().anyMatch(server -> server.registry.isTooLarge())) {
      unread(0, "has more values than any server: export the keys one by one");
    }
    servers.forEach(
        (id, facts) -> {
          Export export = export(id, facts);
          if (export.server().isBlank()) {
            unread(
                0, "does not say which server it is of: name the file after the server, EX01.reg");
          } else {
            exports.add(export);
          }
        });
    return new FoundExports(List.copyOf(exports), List.copyOf(unread), unreadCount);
  }

  private Export export(String id, ServerFacts facts) {
    Registry registry = facts.registry.registry();
    String said = names.getOrDefault(id, id);
    return new Export(
        SystemFacts.server(registry).orElse(said),
        name.file(),
        name.day(),
        registry,
        facts.windows.isEmpty() ? SystemFacts.windows(registry) : facts.windows,
        facts.exchange.isEmpty() ? SystemFacts.exchange(registry) : facts.exchange,
        List.copyOf(facts.suites));
  }
}
