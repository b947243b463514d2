package org.tlssunset.outreach.letters;

import inet.ipaddr.IPAddressString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.outreach.cures.Traits;
import org.tlssunset.outreach.owners.Subject;
import org.tlssunset.party.HostNames;
import org.tlssunset.plan.StatusRow;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Tables;

/**
 * A party's program that stops, falls to clear text or may do so: a row of {@code plan_clients},
 * with the name that files give its address.
 *
 * @param legacyLastSeen null if nothing old is told
 * @param days of the policy's window on which it was seen
 * @param requests of those days
 */
record AffectedClient(
    Traits traits,
    Effect effect,
    Named named,
    Instant lastSeen,
    @Nullable Instant legacyLastSeen,
    long days,
    long requests,
    Judged judged,
    String proofFile,
    long proofLine) {

  /**
   * What it is called.
   *
   * @param address null if none is known
   * @param hostName as files call its address at its last use; null if they do not
   * @param clientName as it calls itself; null if it does not
   */
  record Named(
      @Nullable String party,
      @Nullable String client,
      @Nullable String address,
      @Nullable String hostName,
      @Nullable String clientName,
      @Nullable String user,
      @Nullable String agent) {

    /** What the tables remember of a letter's entry. */
    static Named of(
        @Nullable String party,
        @Nullable String client,
        @Nullable String hostName,
        @Nullable String clientName,
        @Nullable String user) {
      String address = client != null && isAddress(client) ? client : null;
      return new Named(party, client, address, hostName, clientName, user, null);
    }

    /** The same without the agent, which is not remembered. */
    Named withoutAgent() {
      return of(party, client, hostName, clientName, user);
    }

    /** The best name that is known, a hidden one last; empty if there is none. */
    String best() {
      List<String> names =
          Stream.of(hostName, clientName, client, user, party)
              .flatMap(Stream::ofNullable)
              .filter(name -> !name.isBlank())
              .toList();
      return names.stream()
          .filter(name -> !name.equals(Discretion.HIDDEN))
          .findFirst()
          .orElse(names.isEmpty() ? "" : Discretion.HIDDEN);
    }

    /** What tables call it: the client last seen, else the party; null if neither is known. */
    @Nullable String shown() {
      return client == null ? party : client;
    }
  }

  /**
   * What is known and planned.
   *
   * @param servers that it used, by name
   * @param exception why the policy excepts it; null if it does not
   */
  record Judged(
      String status,
      String statusReason,
      String reason,
      boolean isPartly,
      @Nullable String takenAlongBy,
      @Nullable String exception,
      List<String> servers) {}

  /** The worst first, then the last that was seen; the order is the same in every run. */
  static final Comparator<AffectedClient> WORST_FIRST =
      Comparator.comparing(AffectedClient::effect)
          .thenComparing(client -> client.judged().isPartly())
          .thenComparing(AffectedClient::lastUse, Comparator.reverseOrder())
          .thenComparing(AffectedClient::requests, Comparator.reverseOrder())
          .thenComparing(AffectedClient::key, EntryKey.ORDER)
          .thenComparing(AffectedClient::proofFile, ClientProtocolCsv.BY_BYTES)
          .thenComparing(AffectedClient::proofLine);

  /**
   * Takes a row.
   *
   * @param names what files call addresses
   */
  static AffectedClient of(StatusRow row, HostNames names) {
    Map<String, @Nullable Object> values = new HashMap<>();
    List<Column> columns = Tables.PLAN_CLIENTS.columns();
    List<@Nullable Object> printed = row.printed(columns);
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i).name(), printed.get(i));
    }
    return of(values, names);
  }

  private static AffectedClient of(Map<String, @Nullable Object> row, HostNames names) {
    String client = text(row, "client");
    String address = client != null && isAddress(client) ? client : null;
    Instant lastSeen = (Instant) required(row, "last_seen");
    String effect = (String) required(row, "effect");
    return new AffectedClient(
        new Traits(
            (String) required(row, "role"),
            (String) required(row, "direction"),
            (String) required(row, "protocol"),
            text(row, "kind"),
            text(row, "program"),
            effect,
            text(row, "taken_along_by") != null),
        Objects.requireNonNull(Labelled.find(Effect.values(), effect), effect),
        new Named(
            text(row, "party"),
            client,
            address,
            address == null ? null : names.at(address, lastSeen),
            text(row, "client_name"),
            text(row, "user_name"),
            text(row, "user_agent")),
        lastSeen,
        (Instant) row.get("legacy_last_seen"),
        (Long) required(row, "days"),
        (Long) required(row, "requests"),
        new Judged(
            (String) required(row, "status"),
            (String) required(row, "reason"),
            (String) required(row, "effect_reason"),
            (Boolean) required(row, "is_partly"),
            text(row, "taken_along_by"),
            text(row, "exception"),
            ((List<?>) required(row, "servers")).stream().map(String::valueOf).toList()),
        (String) required(row, "proof_file"),
        (Long) required(row, "proof_line"));
  }

  private static boolean isAddress(String client) {
    IPAddressString address = new IPAddressString(client);
    return address.isIPAddress() && !address.isPrefixed() && address.getAddress() != null;
  }

  private static Object required(Map<String, @Nullable Object> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static @Nullable String text(Map<String, @Nullable Object> row, String column) {
    return (String) row.get(column);
  }

  /** What tells it from all others. */
  EntryKey key() {
    return new EntryKey(
        traits.role(), traits.direction(), traits.protocol(), named.party(), traits.program());
  }

  /** Its last old use; if none is told, its last. */
  Instant lastUse() {
    return legacyLastSeen == null ? lastSeen : legacyLastSeen;
  }

  /** What its owner is looked up by: the day is that of its last use. */
  Subject subject() {
    return new Subject(
        named.address(),
        Stream.of(named.hostName(), named.clientName()).flatMap(Stream::ofNullable).toList(),
        named.user(),
        (int) lastSeen.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
  }
}
