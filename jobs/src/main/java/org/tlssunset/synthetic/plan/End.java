package org.tlssunset.synthetic.plan;

/**
 * An end of ours at which a version can be switched off.
 *
 * @param name of the server or the proxy
 * @param isServer else it is a proxy
 * @param speaks what is switched on there, in this direction and for this family of protocols
 */
record End(String name, boolean isServer, Direction direction, Family family, Versions speaks) {

  enum Direction {
    INBOUND,
    OUTBOUND
  }

  enum Family {
    HTTP,
    SMTP
  }
}
