package org.tlssunset.outreach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.tlssunset.outreach.LegacyClient.Channel;

/**
 * The clients of one protocol; each is in one of the last four counts. Proxies and servers of our
 * own are no clients.
 *
 * @param needingLegacy used an old version lately
 * @param notLately used an old version, but not lately
 * @param modernOnly used TLS 1.2 or 1.3, and nothing older as far as the logs tell
 * @param notShown the logs show no version of theirs: clear text, failures, a proxy's TLS, or logs
 *     without TLS facts
 */
public record ProtocolCount(
    String direction,
    String protocol,
    long clients,
    long needingLegacy,
    long notLately,
    long modernOnly,
    long notShown) {

  private static final Comparator<ProtocolCount> WORST_FIRST =
      Comparator.comparing(ProtocolCount::needingLegacy, Comparator.reverseOrder())
          .thenComparing(ProtocolCount::clients, Comparator.reverseOrder())
          .thenComparing(ProtocolCount::direction)
          .thenComparing(ProtocolCount::protocol);

  /** Clients that have not been seen with an old version. */
  record Others(long modern, long unshown) {

    private static final Others NONE = new Others(0, 0);

    static Others one(Row row) {
      boolean isModern = row.<Long>getAs("requests_tls12") + row.<Long>getAs("requests_tls13") > 0;
      return isModern ? new Others(1, 0) : new Others(0, 1);
    }

    Others plus(Others more) {
      return new Others(modern + more.modern, unshown + more.unshown);
    }
  }

  /**
   * Returns a count per protocol and direction, those with the most clients that need an old
   * version first.
   *
   * @param legacy clients that have used an old version
   * @param needing those of them that used it lately
   */
  static List<ProtocolCount> of(
      List<LegacyClient> legacy, List<LegacyClient> needing, Map<Channel, Others> others) {
    Map<Channel, Long> used = count(legacy);
    Map<Channel, Long> lately = count(needing);
    Set<Channel> channels = new HashSet<>(used.keySet());
    channels.addAll(others.keySet());
    List<ProtocolCount> counts = new ArrayList<>();
    for (Channel channel : channels) {
      long all = used.getOrDefault(channel, 0L);
      long need = lately.getOrDefault(channel, 0L);
      Others rest = others.getOrDefault(channel, Others.NONE);
      counts.add(
          new ProtocolCount(
              channel.direction(),
              channel.protocol(),
              all + rest.modern + rest.unshown,
              need,
              all - need,
              rest.modern,
              rest.unshown));
    }
    counts.sort(WORST_FIRST);
    return counts;
  }

  private static Map<Channel, Long> count(List<LegacyClient> clients) {
    return clients.stream()
        .collect(Collectors.groupingBy(LegacyClient::channel, HashMap::new, Collectors.counting()));
  }
}
