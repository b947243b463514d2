package org.tlssunset.schema;

/** Where {@code client_ip} was learned (column {@code client_ip_from}). */
public enum ClientIpFrom implements Labelled {
  /** The remote end as the server logged it. */
  LOG("log"),
  /** A forwarded-for field that a proxy filled in. */
  X_FORWARDED_FOR("x-forwarded-for"),
  /** A load balancer's own log, matched by address, port and time. */
  LOAD_BALANCER("load-balancer");

  private final String label;

  ClientIpFrom(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
