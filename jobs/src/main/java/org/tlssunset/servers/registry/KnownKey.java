package org.tlssunset.servers.registry;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of one key while an export is read. */
final class KnownKey {

  final String path;

  /** By their names, which know no case; the default value's is empty. */
  final NavigableMap<String, RegistryValue> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Names of values that are known not to be there. */
  final NavigableSet<String> absent = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** Names of values that are there, in a way that could not be read. */
  final NavigableSet<String> unreadable = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** Whether the key itself is known to be there. */
  boolean isThere;

  /** Whether all its values are told of. */
  boolean isWhole;

  /** Whether nothing but its name is told. */
  boolean isNameAlone;

  KnownKey(String path) {
    this.path = path;
  }

  /** The same key at another path. */
  KnownKey at(String other) {
    KnownKey key = new KnownKey(other);
    key.values.putAll(values);
    key.absent.addAll(absent);
    key.unreadable.addAll(unreadable);
    key.isThere = isThere;
    key.isWhole = isWhole;
    key.isNameAlone = isNameAlone;
    return key;
  }
}
