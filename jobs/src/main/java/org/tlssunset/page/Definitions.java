package org.tlssunset.page;

import java.io.PrintWriter;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;

/** The definitions that plans go by, for people. */
public final class Definitions {

  private final PrintWriter out;

  public Definitions(PrintWriter out) {
    this.out = out;
  }

  /** Prints them. */
  public void print() {
    out.println("Status, the first that holds:");
    for (ClientStatus status : ClientStatus.values()) {
      out.println("  %-16s%s".formatted(status.label(), status.meaning()));
    }
    out.println();
    out.println("Effect, the worst first:");
    for (Effect effect : Effect.values()) {
      out.println("  %-20s%s".formatted(effect.label(), effect.meaning()));
    }
    out.println();
    out.println(RULES);
    out.flush();
  }

  private static final String RULES =
      """
      Evidence:
        TLS picks the newest version that both sides have. So an old one proves something of a client only where the
        server (or, of mail that we send, our own server) had shown a newer one to anybody on an earlier day
        (server_capability), or can do it from a configured day. What it has shown once holds for all later days.
        A party's status goes by its last uses in all that is kept, against --as-of; the window scales volumes only.
        A party's effect is that of its worst program. An update within a major version makes no new program.
        Coverage is asked of what is not old: modern, in clear and untold requests of the window, else of all days.
        Safe is said of what nobody stops for, with unknown, dormant and unproven parties counted as stopping, where the
        minimum coverage is reached by each protocol at each server, logs are there of as many days, and no day is frozen.""";
}
