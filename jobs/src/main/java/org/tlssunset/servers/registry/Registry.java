package org.tlssunset.servers.registry;

import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one export tells of a server's registry: values, and what is known to be absent. Names of
 * keys and of values know no case. A key that is not told of is absent only where the export tells
 * of all that is in a key above it; otherwise nothing is known.
 */
public final class Registry {

  private final NavigableMap<String, KnownKey> keys;
  private final NavigableSet<String> whole;
  private final NavigableSet<String> gone;

  /**
   * @param keys by the ids of their paths
   * @param whole ids of keys that are told of with all below
   * @param gone ids of keys that are known to be absent
   */
  Registry(
      NavigableMap<String, KnownKey> keys, NavigableSet<String> whole, NavigableSet<String> gone) {
    this.keys = keys;
    this.whole = whole;
    this.gone = gone;
  }

  /** What it tells of a value; the empty name is the key's default value. */
  public Lookup look(String path, String name) {
    String id = RegistryPath.id(path);
    KnownKey key = keys.get(id);
    if (key == null) {
      return key(path) == Known.ABSENT ? Lookup.ABSENT : Lookup.UNKNOWN;
    }
    RegistryValue value = key.values.get(name);
    if (value != null) {
      return new Lookup(value, true);
    }
    if (key.unreadable.contains(name)) {
      return Lookup.UNKNOWN;
    }
    return key.absent.contains(name) || key.isWhole || isCovered(id)
        ? Lookup.ABSENT
        : Lookup.UNKNOWN;
  }

  /** What it tells of a key. */
  public Known key(String path) {
    String id = RegistryPath.id(path);
    KnownKey key = keys.get(id);
    boolean isThere = (key != null && key.isThere) || hasBelow(id);
    return isThere ? Known.PRESENT : isCovered(id) ? Known.ABSENT : Known.UNKNOWN;
  }

  /** The names of the keys right below a key, as far as they are told, sorted. */
  public List<String> below(String path) {
    String above = RegistryPath.id(path) + "\\";
    NavigableMap<String, String> names = new TreeMap<>();
    for (KnownKey key : keys.tailMap(above, false).values()) {
      if (!RegistryPath.id(key.path).startsWith(above)) {
        break;
      }
      String rest = key.path.substring(above.length());
      int end = rest.indexOf('\\');
      String name = end < 0 ? rest : rest.substring(0, end);
      names.putIfAbsent(RegistryPath.id(name), name);
    }
    return List.copyOf(names.values());
  }

  private boolean hasBelow(String id) {
    return keys.tailMap(id + "\\", false).entrySet().stream()
        .takeWhile(each -> each.getKey().startsWith(id + "\\"))
        .anyMatch(each -> each.getValue().isThere);
  }

  /** Whether what is not told of there is known to be absent. */
  private boolean isCovered(String id) {
    for (@Nullable String at = id; at != null; at = RegistryPath.parent(at)) {
      KnownKey key = keys.get(at);
      if (key != null && key.isNameAlone) {
        return false;
      }
      if (whole.contains(at) || gone.contains(at)) {
        return true;
      }
    }
    return false;
  }
}
