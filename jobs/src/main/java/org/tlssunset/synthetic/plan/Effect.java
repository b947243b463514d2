package org.tlssunset.synthetic.plan;

import java.util.Collection;
import java.util.Locale;

/** What becomes of a party when old versions are switched off, the worst first. */
public enum Effect {
  STOPS,
  UNKNOWN,
  FALLS_TO_CLEARTEXT,
  /** Its version goes; it can do a newer one. */
  HAS_ALTERNATIVE,
  UNAFFECTED;

  /** As a plan writes it, {@code has-alternative}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Effect worst(Collection<Effect> effects) {
    return effects.stream().min(Effect::compareTo).orElse(UNAFFECTED);
  }
}
