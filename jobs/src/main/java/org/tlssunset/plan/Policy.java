package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.Network;
import org.tlssunset.party.Retired;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.rollup.WeakSuites;

/**
 * What an organisation asks of those who use its mail service.
 *
 * @param window so many days up to the last are those of which volumes are counted
 * @param terms of all
 * @param weak algorithms
 * @param overrides for some: of those that fit, the last holds
 * @param exceptions parties that may stay as they are for a time
 * @param known what TLS ends can do, beyond what logs show
 * @param retired what no logs are expected of any more
 */
public record Policy(
    int window,
    Terms terms,
    WeakSuites weak,
    List<Override> overrides,
    List<Excepted> exceptions,
    List<KnownCapability> known,
    Retired retired)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * Other terms for some.
   *
   * @param role null: all
   * @param direction null: both
   * @param protocol null: all
   */
  public record Override(
      @Nullable String role, @Nullable String direction, @Nullable String protocol, Terms terms)
      implements Serializable {

    private static final long serialVersionUID = 1;

    private boolean fits(String ofRole, String inDirection, String overProtocol) {
      return (role == null || role.equals(ofRole))
          && (direction == null || direction.equals(inDirection))
          && (protocol == null || protocol.equals(overProtocol));
    }
  }

  /**
   * A party that may stay as it is.
   *
   * @param party an address or network, or the name that {@code client_status} has as party, client
   *     or user_name, in any case
   * @param network null if it is a name
   * @param until the last day on which it may
   */
  public record Excepted(String party, @Nullable Network network, String reason, LocalDate until)
      implements Serializable {

    private static final long serialVersionUID = 1;

    /** Whether it is over on a day. */
    public boolean isOver(LocalDate day) {
      return day.isAfter(until);
    }

    private boolean fits(PartyEvidence party, ProgramEvidence program) {
      String address = program.named().address();
      if (network != null) {
        return address != null && network.contains(address);
      }
      return this.party.equalsIgnoreCase(party.party())
          || this.party.equalsIgnoreCase(program.named().client())
          || this.party.equalsIgnoreCase(program.named().user());
    }

    /** As tables have it. */
    String text() {
      return "%s, until %s".formatted(reason, until);
    }
  }

  /**
   * What a TLS end can do.
   *
   * @param end a server's one name, or a listed proxy's
   * @param from the first day on which it can
   */
  public record KnownCapability(
      String end, String direction, String family, String version, LocalDate from)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }

  /** What is asked of some. */
  Terms terms(String role, String direction, String protocol) {
    Terms found = terms;
    for (Override each : overrides) {
      found = each.fits(role, direction, protocol) ? each.terms : found;
    }
    return found;
  }

  /**
   * The exception that a program's party is under; null if there is none.
   *
   * @param day one that is over by then is none
   */
  @Nullable Excepted exception(PartyEvidence party, ProgramEvidence program, LocalDate day) {
    for (Excepted each : exceptions) {
      if (!each.isOver(day) && each.fits(party, program)) {
        return each;
      }
    }
    return null;
  }
}
