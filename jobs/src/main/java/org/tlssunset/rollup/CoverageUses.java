package org.tlssunset.rollup;

import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.warehouse.TableRow;

/**
 * A row of {@code coverage_daily}. What came through a proxy is asked for the client's TLS where
 * there is a client; connections that were over before any TLS are no traffic.
 */
final class CoverageUses extends Uses {

  private static final long serialVersionUID = 1;

  /** How judged rows of usage become such rows; sums by day. */
  static final Grouping GROUPING =
      new Grouping(
          Tables.COVERAGE_DAILY, CoverageUses::counted, CoverageUses::key, CoverageUses::new, 0);

  private static final UTF8String NONE = UTF8String.fromString(TlsOutcome.NONE.label());

  private static final UTF8String NOT_LOGGED = UTF8String.fromString(TlsOutcome.NOT_LOGGED.label());

  /** Of more, the first by name: else who writes odd names into a log makes rows without end. */
  private static final int MOST_ENDPOINTS = 100;

  private final TreeSet<UTF8String> endpoints = new TreeSet<>();
  private long told;
  private long behindProxy;
  private long notLogged;

  private CoverageUses(GroupKey key) {
    super(key);
  }

  private static int counted(InternalRow row) {
    boolean isTraffic =
        row.getBoolean(UsageRow.COUNTS)
            && ProgramUses.parties(row) > 0
            && !NONE.equals(row.getUTF8String(UsageRow.TLS_OUTCOME));
    return isTraffic ? 1 : 0;
  }

  private static GroupKey key(InternalRow row, int group) {
    return GroupKey.of(
        row.getInt(UsageRow.OBSERVED_ON),
        text(row, UsageRow.ONE_SERVER),
        row.getUTF8String(UsageRow.DIRECTION),
        row.getUTF8String(UsageRow.PROTOCOL));
  }

  @Override
  void add(InternalRow row, int group) {
    long requests = row.getLong(UsageRow.REQUESTS);
    count(row);
    UTF8String endpoint = text(row, UsageRow.ENDPOINT);
    if (endpoint != null && !endpoints.contains(endpoint)) {
      add(endpoint.copy());
    }
    PartyTls tls = PartyTls.of(row, ProgramUses.parties(row) - 1);
    boolean isProxys = UsageRow.isOfProxy(row) && ProgramUses.parties(row) == 1;
    if (tls.outcome().equals(NOT_LOGGED)) {
      notLogged = Math.addExact(notLogged, requests);
    } else if (isProxys || tls.hop().equals(UsageRow.PROXYS_HOP)) {
      behindProxy = Math.addExact(behindProxy, requests);
    } else {
      told = Math.addExact(told, requests);
    }
  }

  private void add(UTF8String endpoint) {
    endpoints.add(endpoint);
    if (endpoints.size() > MOST_ENDPOINTS) {
      endpoints.pollLast();
    }
  }

  @Override
  void add(Uses other) {
    super.add(other);
    CoverageUses uses = (CoverageUses) other;
    uses.endpoints.forEach(this::add);
    told = Math.addExact(told, uses.told);
    behindProxy = Math.addExact(behindProxy, uses.behindProxy);
    notLogged = Math.addExact(notLogged, uses.notLogged);
  }

  @Override
  void fill(TableRow row) {
    row.set("observed_on", key().part(0))
        .set("server", key().part(1))
        .set("direction", key().part(2))
        .set("protocol", key().part(3))
        .set("requests_told", told)
        .set("requests_behind_proxy", behindProxy)
        .set("requests_not_logged", notLogged)
        .set("endpoints", new GenericArrayData(endpoints.toArray()));
  }
}
