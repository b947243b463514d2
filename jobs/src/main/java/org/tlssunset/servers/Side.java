package org.tlssunset.servers;

import org.tlssunset.schema.Labelled;

/** For which connections a protocol is set: those that a server makes, or those that it takes. */
public enum Side implements Labelled {
  CLIENT("Client"),
  SERVER("Server");

  private final String label;

  Side(String label) {
    this.label = label;
  }

  /** The key's name, too. */
  @Override
  public String label() {
    return label;
  }
}
