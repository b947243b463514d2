package org.tlssunset.logs;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/**
 * What one reader's logs repeat, decoded once: a month of small logs says the same names over and
 * over. Serves one thread.
 */
public final class KnownValues {

  private final LogSettings settings;
  private final HealthProbes probes;
  private final AddressPool addresses = new AddressPool();
  private final Map<Charset, TextPool> texts = new HashMap<>();

  public KnownValues(LogSettings settings) {
    this.settings = settings;
    probes = new HealthProbes(settings);
  }

  /** The settings that the logs are read with. */
  public LogSettings settings() {
    return settings;
  }

  public HealthProbes probes() {
    return probes;
  }

  public AddressPool addresses() {
    return addresses;
  }

  /** The texts of logs in one encoding: the same bytes mean other names in another. */
  public TextPool texts(Charset charset) {
    return texts.computeIfAbsent(charset, any -> new TextPool(ByteText.of(any)));
  }
}
