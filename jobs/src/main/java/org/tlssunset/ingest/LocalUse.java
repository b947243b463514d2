package org.tlssunset.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;

/**
 * From when to when a log shows an address as a server's own end of connections.
 *
 * @param address in canonical form
 * @param server the server's name; null if nothing tells it
 * @param first in microseconds since 1970
 * @param last in microseconds since 1970
 */
record LocalUse(String address, @Nullable String server, long first, long last)
    implements Serializable {

  /** As a struct of the ledger's column local_addresses. */
  GenericInternalRow struct() {
    return new GenericInternalRow(
        new @Nullable Object[] {
          UTF8String.fromString(address), UTF8String.fromString(server), first, last
        });
  }

  /** The uses of several slices of a log, one for each address and server. */
  static List<LocalUse> merged(Collection<LocalUse> one, Collection<LocalUse> other) {
    Collector all = new Collector();
    one.forEach(all::add);
    other.forEach(all::add);
    return all.take();
  }

  /** Collects those of one log after the other. Its memory is bounded. */
  static final class Collector {

    /** No log of a server names more, unless something is wrong with it. */
    private static final int MOST = 1_000;

    private final Map<String, LocalUse> uses = new TreeMap<>();
    private @Nullable String address;
    private @Nullable String server;
    private long first;
    private long last;

    /** What a row shows. */
    void add(Observation row) {
      String its = row.text(ObservationColumn.SERVER_IP);
      if (its == null) {
        return;
      }
      long started = row.number(ObservationColumn.STARTED_AT);
      long ended = row.number(ObservationColumn.ENDED_AT);
      String name = row.text(ObservationColumn.SERVER);
      if (its.equals(address) && Objects.equals(name, server)) {
        first = Math.min(first, started);
        last = Math.max(last, ended);
      } else {
        flush();
        address = its;
        // Where nothing names the server, its address stands for its name.
        server = name;
        first = started;
        last = ended;
      }
    }

    private void add(LocalUse use) {
      String key = use.address + ' ' + use.server;
      if (uses.size() < MOST || uses.containsKey(key)) {
        uses.merge(
            key,
            use,
            (a, b) ->
                new LocalUse(
                    a.address, a.server, Math.min(a.first, b.first), Math.max(a.last, b.last)));
      }
    }

    private void flush() {
      if (address != null) {
        add(new LocalUse(address, address.equals(server) ? null : server, first, last));
      }
      address = null;
    }

    /** The uses since the last time. */
    List<LocalUse> take() {
      flush();
      List<LocalUse> all = new ArrayList<>(uses.values());
      uses.clear();
      return all;
    }
  }
}
