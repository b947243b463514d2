package org.tlssunset.servers;

/**
 * What is wrong with a server, or not known of it.
 *
 * @param server its name; empty if it is of several
 * @param subject {@code TLS 1.2 Server}, or what else it is about
 * @param what was seen, with its place in the registry
 */
public record Finding(FindingCode code, String server, String subject, String what) {

  public Severity severity() {
    return code.severity();
  }

  /** Why it matters. */
  public String why() {
    return code.why();
  }

  /** What to do. */
  public String cure() {
    return code.cure();
  }

  /** Where the facts come from. */
  public String source() {
    return code.source();
  }
}
