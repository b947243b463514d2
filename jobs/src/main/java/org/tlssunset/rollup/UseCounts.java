package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.schema.UseCount;
import org.tlssunset.warehouse.TableRow;

/** Requests by version and outcome, with the first and the last time of each. */
final class UseCounts implements Serializable {

  private static final long serialVersionUID = 1;

  private static final Map<UTF8String, Integer> OF_VERSION =
      Map.of(
          text(TlsVersion.SSL2.label()), place("ssl2"),
          text(TlsVersion.SSL3.label()), place("ssl3"),
          text(TlsVersion.TLS1_0.label()), place("tls10"),
          text(TlsVersion.TLS1_1.label()), place("tls11"),
          text(TlsVersion.TLS1_2.label()), place("tls12"),
          text(TlsVersion.TLS1_3.label()), place("tls13"));

  private static final Map<UTF8String, Integer> OF_OUTCOME =
      Map.of(
          text(TlsOutcome.NEGOTIATED.label()), place("other_version"),
          text(TlsOutcome.CLEARTEXT.label()), place("cleartext"),
          text(TlsOutcome.FAILED.label()), place("failed"),
          text(TlsOutcome.NOT_LOGGED.label()), place("not_logged"),
          text(TlsOutcome.NONE.label()), place("none"));

  private final long[] requests = new long[UseCount.ALL.size()];
  private final long[] first = new long[UseCount.ALL.size()];
  private final long[] last = new long[UseCount.ALL.size()];

  UseCounts() {
    Arrays.fill(first, Long.MAX_VALUE);
    Arrays.fill(last, Long.MIN_VALUE);
  }

  private static int place(String word) {
    for (int i = 0; i < UseCount.ALL.size(); i++) {
      if (UseCount.ALL.get(i).word().equals(word)) {
        return i;
      }
    }
    throw new IllegalArgumentException(word);
  }

  /**
   * Adds requests.
   *
   * @param tls theirs, as evidence of the party
   * @param from when the first was, in microseconds since 1970
   * @param until when the last was
   */
  void add(PartyTls tls, long events, long from, long until) {
    @Nullable Integer known = tls.version() == null ? null : OF_VERSION.get(tls.version());
    Integer place = known == null ? OF_OUTCOME.get(tls.outcome()) : known;
    if (place != null) {
      requests[place] = Math.addExact(requests[place], events);
      first[place] = Math.min(first[place], from);
      last[place] = Math.max(last[place], until);
    }
  }

  void add(UseCounts other) {
    for (int i = 0; i < requests.length; i++) {
      requests[i] = Math.addExact(requests[i], other.requests[i]);
      first[i] = Math.min(first[i], other.first[i]);
      last[i] = Math.max(last[i], other.last[i]);
    }
  }

  /** Fills the columns of requests. */
  void fillRequests(TableRow row) {
    for (int i = 0; i < requests.length; i++) {
      row.set(UseCount.ALL.get(i).requests(), requests[i]);
    }
  }

  /** Fills the columns of times. */
  void fillTimes(TableRow row) {
    for (int i = 0; i < requests.length; i++) {
      if (last[i] >= first[i]) {
        row.set(UseCount.ALL.get(i).first(), first[i]).set(UseCount.ALL.get(i).last(), last[i]);
      }
    }
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }
}
