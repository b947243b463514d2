package org.tlssunset.logs;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What one reader's logs repeat, decoded once: a month of small logs says the same names over and
 * over. Serves one thread.
 */
public final class KnownValues {

  private final LogSettings settings;
  private final HealthProbes probes;
  private final AddressPool addresses = new AddressPool();
  private final Map<Charset, TextPool> texts = new HashMap<>();
  private final Map<Class<?>, Object> kept = new HashMap<>();

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

  /**
   * What a family of formats keeps of its own from log to log. Its memory has to be bounded.
   *
   * @param kind the class that holds it, one for all logs
   * @param maker makes it when it is first asked for
   */
  public <T> T kept(Class<T> kind, Function<LogSettings, T> maker) {
    return kind.cast(kept.computeIfAbsent(kind, any -> maker.apply(settings)));
  }
}
