package org.tlssunset.party;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Direction;

/**
 * The facts of a row that decide whose connection it was, as the columns of the same names have
 * them.
 *
 * @param day the row's, in days since 1970-01-01, UTC
 * @param inner whether the log says that it is a hop between our own servers; null if it says
 *     nothing of it
 * @param isProbe whether it bears a health check's mark
 * @param tls that of the connection which the log tells of
 */
public record Connection(
    Kind kind, Ends ends, int day, @Nullable Boolean inner, boolean isProbe, Claim claim, Tls tls) {

  /**
   * The port at which the server was reached; null if it is unknown, or if the server called: its
   * own port is then one of many, and says nothing.
   */
  @Nullable Integer portReached() {
    return kind.direction().equals(Direction.INBOUND.label()) ? ends.serverPort() : null;
  }

  /**
   * What was spoken, and where.
   *
   * @param source a label of {@link org.tlssunset.schema.Source}
   * @param direction a label of {@link org.tlssunset.schema.Direction}
   * @param protocol a label of {@link org.tlssunset.schema.Protocol}
   * @param endpoint connector, site or virtual service; null if the log tells none
   */
  public record Kind(String source, String direction, String protocol, @Nullable String endpoint) {}

  /**
   * Between whom.
   *
   * @param server its name, else its address; null if unknown
   * @param serverIp canonical; null if unknown
   * @param serverPort null if unknown
   * @param peer the remote end's address, canonical; null if it is masked or broken
   * @param masked the remote end as logged where {@code peer} is null; null if that is nothing
   */
  public record Ends(
      @Nullable String server,
      @Nullable String serverIp,
      @Nullable Integer serverPort,
      @Nullable String peer,
      @Nullable String masked) {

    /** Ends of which nothing is masked. */
    public Ends(
        @Nullable String server,
        @Nullable String serverIp,
        @Nullable Integer serverPort,
        @Nullable String peer) {
      this(server, serverIp, serverPort, peer, null);
    }
  }

  /**
   * What the peer claims of whom it forwards for. Each is null where it claims nothing.
   *
   * @param forwardedFor as {@link ForwardedList} reads it
   * @param tlsVersion as logged
   * @param tlsCipher as logged
   */
  public record Claim(
      @Nullable String forwardedFor, @Nullable String tlsVersion, @Nullable String tlsCipher) {

    /** Nothing. */
    public static final Claim NONE = new Claim(null, null, null);
  }
}
