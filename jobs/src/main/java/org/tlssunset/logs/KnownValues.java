package org.tlssunset.logs;

/**
 * What one reader's logs repeat, decoded once: a month of small logs says the same names over and
 * over. Serves one thread.
 */
record KnownValues(HealthProbes probes, TextPool texts, AddressPool addresses) {

  static KnownValues of(LogSettings settings) {
    return new KnownValues(new HealthProbes(settings), new TextPool(), new AddressPool());
  }
}
