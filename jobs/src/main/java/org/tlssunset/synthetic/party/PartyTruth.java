package org.tlssunset.synthetic.party;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is true of an archive. Paths are absolute.
 *
 * @param lines per file what is true of its lines, in their order; null for what belongs to no row:
 *     headers, blank and damaged lines
 * @param clients per name what clients did, lost logs included
 * @param handovers the sessions that front ends handed to hub transport, in order of time
 */
public record PartyTruth(
    Map<Path, List<@Nullable RowTruth>> lines,
    Map<String, UsedBy> clients,
    List<Handover> handovers) {

  /**
   * What a client did.
   *
   * @param addresses from which it called, canonical
   * @param versions of TLS that its own connections used; empty if all were in clear
   */
  public record UsedBy(SortedSet<String> addresses, SortedSet<String> versions) {}

  /**
   * A session that was handed on: {@code XPROXYFROM} or {@code XPROXY}, accepted.
   *
   * @param hubSession the id of hub transport's session that carries it
   * @param tls the version that the peer used with the front end; null if it came in clear
   * @param mails how many of its mails hub transport took
   * @param isTold whether the front end's log of the session is in the archive
   */
  public record Handover(
      String hubSession, Peer peer, @Nullable String tls, int mails, boolean isTold) {}

  /**
   * The peer of a front end's session, as the front end tells of it.
   *
   * @param sid the session's id
   * @param address canonical
   * @param name what it called itself
   */
  public record Peer(String sid, String address, int port, String name) {}

  /**
   * Returns what is true of a line.
   *
   * @param line its number, from 1
   * @return null if it belongs to no row
   * @throws IllegalArgumentException if the archive has no such file
   */
  public @Nullable RowTruth of(Path file, long line) {
    List<@Nullable RowTruth> all = lines.get(file);
    if (all == null) {
      throw new IllegalArgumentException("no file of the archive is " + file);
    }
    return all.get((int) line - 1);
  }
}
