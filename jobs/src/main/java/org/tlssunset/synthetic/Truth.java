package org.tlssunset.synthetic;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an archive proves. Words are those of the tables; paths are absolute, and a log in a zip
 * archive is {@code path!/entry}.
 *
 * @param counts how much there is of each kind of observation
 * @param files what becomes of the lines of each log; an empty file is no log
 * @param lastLegacyUse per client address and use: the last time that it negotiated anything below
 *     TLS 1.2 itself (also if it went on to a newer one); health checks left out, and those
 *     together under null whose address is masked
 * @param notLogs the files that are no logs: empty ones and those of other kinds
 * @param counted how many sessions and requests are a party's own: neither health checks nor hops
 *     between our servers, whose sessions and requests stand in a front end's log, too
 * @param requests how many sessions and requests there are of each caller, kind and month
 */
public record Truth(
    Map<Key, Count> counts,
    Map<Path, Lines> files,
    Map<@Nullable String, Map<Use, LegacyUse>> lastLegacyUse,
    Set<Path> notLogs,
    long counted,
    Map<MonthlyUse, Long> requests) {

  /** A kind of observation. */
  public record Key(
      String source,
      String protocol,
      String direction,
      @Nullable String clientIp,
      @Nullable String tlsVersion,
      @Nullable String tlsVersionFirst,
      String tlsOutcome,
      String tlsHop,
      boolean isProbe) {}

  /**
   * What somebody did in a month.
   *
   * @param month in which the session, or the client-hour, began, in UTC
   * @param isHop whether one of our servers hands on what came in at a front end
   */
  public record MonthlyUse(YearMonth month, Key key, Caller caller, boolean isHop) {}

  /**
   * Who was at the other end, as far as the lines tell that came in undamaged.
   *
   * @param server the one whose log it is
   * @param peer the other end's address, in canonical form or as it is masked
   * @param name what a caller says in its EHLO, or a host that was called in its greeting
   * @param user who signed in
   * @param userAgent as the program says it
   * @param forwarded whom the peer says it calls for
   */
  public record Caller(
      String server,
      String peer,
      @Nullable String name,
      @Nullable String user,
      @Nullable String userAgent,
      @Nullable String forwarded) {}

  /**
   * How much there is of a kind.
   *
   * @param observations sessions, or client-hours of a file
   * @param requests sessions, or the requests in those client-hours
   */
  public record Count(long observations, long requests) {}

  /**
   * What becomes of a log's lines.
   *
   * @param lines all of them, one without a line end at the end too
   * @param used those with a session's event or a request
   * @param comments header lines and empty ones
   * @param rejected those that are damaged
   */
  public record Lines(long lines, long used, long comments, long rejected) {}

  /** What a client does: {@code inbound} and {@code smtp}, say. */
  public record Use(String direction, String protocol) {}

  /**
   * The last use of an old version.
   *
   * @param lastSeen the last event of that session or client-hour; of several at the same time the
   *     one whose file comes last by name, and then by line
   * @param file where the proof is
   * @param line the number of the line that proves it, from 1: that of the handshake, or the first
   *     of the client-hour
   */
  public record LegacyUse(Instant lastSeen, Path file, long line) {}
}
