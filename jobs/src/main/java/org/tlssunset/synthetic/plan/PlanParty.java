package org.tlssunset.synthetic.plan;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is planned for.
 *
 * @param role client, proxy, own-server or probe
 * @param direction inbound or outbound
 * @param protocol in the tables' words
 * @param party as the table {@code client_program} has it in its column of this name
 */
public record PlanParty(String role, String direction, String protocol, String party)
    implements Comparable<PlanParty> {

  private static final Comparator<PlanParty> ORDER =
      Comparator.comparing(PlanParty::role)
          .thenComparing(PlanParty::direction)
          .thenComparing(PlanParty::protocol)
          .thenComparing(PlanParty::party);

  static final String CLIENT = "client";
  static final String INBOUND = "inbound";
  static final String SMTP = "smtp";

  /** Somebody who signs in. */
  static PlanParty ofUser(String protocol, String user) {
    return new PlanParty(CLIENT, INBOUND, protocol, user.toLowerCase(Locale.ROOT));
  }

  /**
   * A host that calls; of IPv6 its network stands for it.
   *
   * @param address as it is made up: of IPv6, only the network stands before its {@code ::}
   * @param name that it gives; null if none
   */
  static PlanParty ofHost(String role, String protocol, String address, @Nullable String name) {
    int end = address.indexOf("::");
    String host = end < 0 ? address : address.substring(0, end) + "::/64";
    return new PlanParty(role, INBOUND, protocol, name == null ? host : host + " " + name);
  }

  /** A company that is called, by the name that it has registered. */
  static PlanParty ofPartner(String registered) {
    return new PlanParty(CLIENT, "outbound", SMTP, registered);
  }

  /** A proxy or a server of ours, by its name. */
  static PlanParty ofOurs(String role, String protocol, String name) {
    return new PlanParty(role, INBOUND, protocol, name);
  }

  @Override
  public int compareTo(PlanParty other) {
    return ORDER.compare(this, other);
  }
}
