package org.tlssunset.rollup;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a program used at one TLS end, in one way. Times are in microseconds since 1970.
 *
 * @param end whose TLS it was with
 * @param tls what it was
 * @param isSignedIn whether somebody signed in
 * @param seen when, and how much
 * @param proof where the last of it stands
 */
public record EndUse(End end, Negotiated tls, boolean isSignedIn, Seen seen, Proof proof)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * A TLS end.
   *
   * @param server of ours that was called or called, by its one name; null if it is not known
   * @param proxy the listed proxy that ended the client's TLS; null if it was the server
   * @param connector of SMTP, as logged; null for others
   */
  public record End(@Nullable String server, @Nullable String proxy, @Nullable String connector)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }

  /**
   * What TLS was, as evidence of whoever used it.
   *
   * @param outcome negotiated, cleartext, …; not-logged behind a proxy that does not tell
   * @param version the oldest negotiated; null unless negotiated
   * @param isPossible whether version, cipher and MAC go together; else it is no evidence
   * @param weak which of the suite's algorithms is weak by the policy; null if none is
   * @param isSuiteTold whether the log tells the algorithms that are asked for
   * @param failure why it failed; null unless it did
   */
  public record Negotiated(
      String outcome,
      @Nullable String version,
      boolean isPossible,
      @Nullable String weak,
      boolean isSuiteTold,
      @Nullable String failure)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }

  /**
   * When, and how much.
   *
   * @param messages mails accepted; null where logs do not tell
   * @param requestsLately those of the window
   */
  public record Seen(
      long first, long last, long requests, long requestsLately, @Nullable Long messages)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }

  /**
   * A row of {@code tls_observations}.
   *
   * @param item null where an older version did not tell it
   */
  public record Proof(String file, long line, @Nullable Integer item) implements Serializable {

    private static final long serialVersionUID = 1;
  }
}
