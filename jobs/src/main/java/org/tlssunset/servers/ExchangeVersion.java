package org.tlssunset.servers;

import org.tlssunset.schema.Labelled;

/** The versions of Exchange that may be on a server, oldest first. */
public enum ExchangeVersion implements Labelled {
  EXCHANGE_2010("Exchange 2010"),
  EXCHANGE_2013("Exchange 2013"),
  EXCHANGE_2016("Exchange 2016"),
  EXCHANGE_2019("Exchange 2019"),
  EXCHANGE_SE("Exchange SE");

  private final String label;

  ExchangeVersion(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** The .NET that it stands on (guidance, part 2). */
  public DotNet dotNet() {
    return this == EXCHANGE_2010 ? DotNet.V2 : DotNet.V4;
  }
}
