package org.tlssunset.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.tlssunset.ingest.ServerNames;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** The names that the configuration and all logs together give the servers. */
final class KnownServers implements ServerNames {

  private final AddressBook known;

  /**
   * @param warehouse an older version may have made it, without the table of addresses: then
   *     servers are called as their logs call them
   */
  KnownServers(Warehouse warehouse) {
    known = new AddressBook(warehouse.has(Tables.ADDRESSES) ? Addresses.of(warehouse) : List.of());
  }

  @Override
  public String of(String logged, Instant at) {
    return Objects.requireNonNull(known.serverName(logged, Addresses.day(at)));
  }
}
