package org.tlssunset.synthetic.plan;

/** How a client uses a server. */
enum Medium {
  MAIL("Default Frontend", 25),
  /** Over a connector that demands TLS. */
  MAIL_OVER_TLS("Partner Frontend", 26),
  /** Mail of somebody who signs in. */
  SUBMISSION("Client Frontend", 587),
  WEB("", 443);

  private final String connector;
  private final int port;

  Medium(String connector, int port) {
    this.connector = connector;
    this.port = port;
  }

  String connector() {
    return connector;
  }

  int port() {
    return port;
  }

  boolean signsIn() {
    return this == SUBMISSION || this == WEB;
  }
}
