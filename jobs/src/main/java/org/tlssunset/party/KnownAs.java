package org.tlssunset.party;

import org.tlssunset.schema.Labelled;

/** What an address or a network is known as (column {@code what} of {@code addresses}). */
public enum KnownAs implements Labelled {
  OWN_SERVER("own-server"),
  PROXY("proxy"),
  /** All its hosts are servers of our own. */
  OWN_NETWORK("own-network");

  private final String label;

  KnownAs(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
