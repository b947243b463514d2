package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of what a party did with one program over one protocol.
 *
 * @param program product, major version and system; null if nothing is known
 * @param kind mail-client, mobile, library, …
 * @param named what it was called last
 * @param used sign-ins, mails and requests that were answered; null where a log does not tell
 * @param isHidden whether a balancer that passes TLS on hides who it was: several, maybe
 * @param daysLately on which it was seen, of the window: a bit for each
 * @param uses by TLS end and kind of TLS; at least one
 */
public record ProgramEvidence(
    String protocol,
    @Nullable String program,
    String kind,
    Named named,
    @Nullable Long used,
    boolean isHidden,
    long[] daysLately,
    List<EndUse> uses)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * What a program was called last; null where nothing is known.
   *
   * @param client as {@code client_program} has it
   */
  public record Named(
      @Nullable String client,
      @Nullable String address,
      @Nullable String user,
      @Nullable String name,
      @Nullable String agent)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }
}
