package org.tlssunset.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tlssunset.party.Retired;

/**
 * On which days logs of which servers tell of traffic. Missing ones are working days of the window,
 * from the first day on which anybody logged: that a server is new, or that its logs were added to
 * the archive late, looks the same.
 */
public final class LoggedDays {

  private final SortedMap<Feed, TreeSet<LocalDate>> feeds = new TreeMap<>();
  private final SortedMap<Endpoint.Name, Endpoint> endpoints = new TreeMap<>();
  private final SortedMap<String, TreeSet<LocalDate>> servers = new TreeMap<>();
  private final LocalDate first;
  private final LocalDate last;
  private final Retired retired;
  private LocalDate firstOfAll = LocalDate.MAX;

  /**
   * Logs of a family of protocols.
   *
   * @param server no text if its name is not known
   */
  public record Feed(String server, String direction, String family) implements Comparable<Feed> {

    private static final Comparator<Feed> ORDER =
        Comparator.comparing(Feed::server)
            .thenComparing(Feed::direction)
            .thenComparing(Feed::family);

    @Override
    public int compareTo(Feed other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Of how many working days there should be logs, and of how many there are none.
   *
   * @param missing of these
   */
  public record Gap(Feed feed, int days, int missing) {

    /** The share of the days of which there are logs, from 0 to 1. */
    double logged() {
      return days == 0 ? 1 : (double) (days - missing) / days;
    }
  }

  /**
   * @param first of the window
   * @param last of the window: none later is looked at
   */
  LoggedDays(LocalDate first, LocalDate last, Retired retired) {
    this.first = first;
    this.last = last;
    this.retired = retired;
  }

  void add(Feed feed, List<String> names, LocalDate day) {
    if (day.isAfter(last)) {
      return;
    }
    firstOfAll = day.isBefore(firstOfAll) ? day : firstOfAll;
    feeds.computeIfAbsent(feed, any -> new TreeSet<>()).add(day);
    servers.computeIfAbsent(feed.server(), any -> new TreeSet<>()).add(day);
    for (String name : names) {
      endpoints
          .computeIfAbsent(
              new Endpoint.Name(feed, name), each -> new Endpoint(each, new TreeSet<>()))
          .days()
          .add(day);
    }
  }

  /** The servers that ever logged. */
  public SortedMap<String, TreeSet<LocalDate>> servers() {
    return servers;
  }

  /** All that ever logged and are expected to. */
  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    feeds.forEach(
        (feed, days) -> {
          if (!retired.isServer(feed.server())) {
            gaps.add(gap(feed, days));
          }
        });
    return gaps;
  }

  private Gap gap(Feed feed, TreeSet<LocalDate> its) {
    LocalDate begin = first.isAfter(firstOfAll) ? first : firstOfAll;
    int days = 0;
    int missing = 0;
    for (LocalDate day = begin; !day.isAfter(last); day = day.plusDays(1)) {
      boolean isWorking =
          day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
      days += isWorking ? 1 : 0;
      missing += isWorking && !its.contains(day) ? 1 : 0;
    }
    return new Gap(feed, days, missing);
  }

  /** Those that lack some days. */
  public List<Gap> missing() {
    return gaps().stream().filter(gap -> gap.missing > 0).toList();
  }

  /** Whether a server ever logged a family in a direction. */
  boolean has(Feed feed) {
    return feeds.containsKey(feed);
  }

  /**
   * Connectors and sites that have fallen silent, although their server logs: nobody uses them any
   * more, or they do not log any more.
   */
  public List<Endpoint> silent() {
    return endpoints.values().stream()
        .filter(
            endpoint -> {
              LoggedDays.Feed feed = endpoint.name().feed();
              TreeSet<LocalDate> ofServer = servers.get(feed.server());
              return ofServer != null
                  && endpoint.isSilent(ofServer.last())
                  && !retired.isServer(feed.server())
                  && !retired.isEndpoint(feed.server(), endpoint.name().endpoint());
            })
        .toList();
  }
}
