package org.tlssunset.logs;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Source;

/**
 * A session that one of our servers handed to another, as a command says that was accepted: a row
 * of {@code inner_clients}.
 *
 * @param handedAt when, in microseconds since 1970
 * @param line the command's line in the log, from 1
 */
public record InnerClient(Hop hop, Client client, long handedAt, long line)
    implements Serializable {

  /**
   * The session between the two servers.
   *
   * @param server the one that logged it; null if nothing tells it
   */
  public record Hop(Source source, @Nullable String server, String endpoint, String sessionId)
      implements Serializable {}

  /**
   * Whose session it is.
   *
   * @param sid its id at the server that was called; null if the command does not tell
   * @param address in canonical form; null if it is none, or masked
   * @param peer the same as logged
   * @param name what it called itself
   */
  public record Client(
      @Nullable String sid,
      @Nullable String address,
      @Nullable String peer,
      @Nullable Integer port,
      @Nullable String name)
      implements Serializable {}
}
