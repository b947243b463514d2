package org.tlssunset.servers.registry;

import org.jspecify.annotations.Nullable;

/**
 * What an export tells of a value.
 *
 * @param value null if it is absent, or nothing is known
 * @param isKnown whether the export tells
 */
public record Lookup(@Nullable RegistryValue value, boolean isKnown) {

  /** The export does not tell. */
  public static final Lookup UNKNOWN = new Lookup(null, false);

  /** The value is not there. */
  public static final Lookup ABSENT = new Lookup(null, true);

  /** Whether it is known not to be there. */
  public boolean isAbsent() {
    return isKnown && value == null;
  }

  /** As people read it. */
  public String shown() {
    return !isKnown ? "unknown" : value == null ? "absent" : value.shown();
  }
}
