package org.tlssunset.servers;

import java.util.OptionalLong;
import org.tlssunset.servers.registry.Lookup;
import org.tlssunset.servers.registry.RegistryValue;
import org.tlssunset.servers.registry.ValueType;

/** A value that is on or off, as Windows reads it. */
enum Flag {
  ON,
  OFF,
  /** It is missing, or of another type than REG_DWORD, which Windows does not read. */
  ABSENT,
  /** The exports do not tell. */
  UNKNOWN;

  /** Any number but 0 is on: 1 and 0xffffffff alike. */
  static Flag of(Lookup lookup) {
    RegistryValue value = lookup.value();
    if (value == null) {
      return lookup.isKnown() ? ABSENT : UNKNOWN;
    }
    OptionalLong number = value.number();
    return number.isEmpty() ? ABSENT : number.getAsLong() == 0 ? OFF : ON;
  }

  /** Whether a value is there that Windows does not read. */
  static boolean isOfWrongType(Lookup lookup) {
    RegistryValue value = lookup.value();
    return value != null && value.type() != ValueType.DWORD;
  }
}
