package org.tlssunset.schema;

/** Where {@code client_ip} was learned (column {@code client_ip_from}). */
public enum ClientIpFrom implements Word {
  LOG("log", "The remote end as the server logged it"),
  X_FORWARDED_FOR("x-forwarded-for", "A forwarded-for field that a proxy filled in"),
  LOAD_BALANCER("load-balancer", "A load balancer's own log, matched by address, port and time");

  private final String label;
  private final String meaning;

  ClientIpFrom(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
