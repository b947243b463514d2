package org.tlssunset.servers.registry;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers what an export tells of one server, in its order: later lines count, as they would for
 * {@code regedit}. Only keys that somebody asks for are kept.
 */
final class RegistryDraft {

  /** More values than this under the keys that are kept, no server has. */
  private static final int MOST_VALUES = 50_000;

  private final NavigableMap<String, KnownKey> keys = new TreeMap<>();
  private final NavigableSet<String> whole = new TreeSet<>();
  private final NavigableSet<String> gone = new TreeSet<>();
  private boolean isDoubtful;
  private int count;

  /** A key is there. */
  void key(String path) {
    of(path).isThere = true;
  }

  /** A key is there, and all its values are told of. */
  void wholeKey(String path) {
    KnownKey key = of(path);
    key.isThere = true;
    key.isWhole = true;
    key.isNameAlone = false;
  }

  /** A key is there, with nothing told but its name. */
  void nameAlone(String path) {
    KnownKey key = of(path);
    key.isThere = true;
    key.isNameAlone = key.values.isEmpty() && !key.isWhole;
  }

  /** All that is in a key and below it is told of. */
  void wholeTree(String path) {
    String id = RegistryPath.id(path);
    if (RegistryPath.isAboveKept(id)) {
      whole.add(id);
    }
  }

  void value(String path, String name, RegistryValue value) {
    KnownKey key = of(path);
    key.isThere = true;
    if (++count > MOST_VALUES) {
      isDoubtful = true;
      return;
    }
    key.isNameAlone = false;
    key.absent.remove(name);
    key.unreadable.remove(name);
    key.values.put(name, value);
  }

  /** A value is not there. */
  void noValue(String path, String name) {
    KnownKey key = of(path);
    key.values.remove(name);
    key.unreadable.remove(name);
    key.absent.add(name);
  }

  /** A value is there, and could not be read. */
  void unreadable(String path, String name) {
    KnownKey key = of(path);
    key.isThere = true;
    key.values.remove(name);
    key.unreadable.add(name);
  }

  /** A key is not there, nor what would be below it. */
  void noKey(String path) {
    String id = RegistryPath.id(path);
    keys.keySet().removeIf(each -> RegistryPath.isWithin(each, id));
    if (RegistryPath.isAboveKept(id)) {
      gone.add(id);
    }
  }

  /** A key is there, and only some of its values are told of. */
  void someValues(String path) {
    KnownKey key = of(path);
    key.isThere = true;
    key.isWhole = false;
    whole.remove(RegistryPath.id(path));
  }

  /** Something is lost, nobody knows where: nothing is known to be absent. */
  void doubt() {
    isDoubtful = true;
  }

  /** A key that may be changed; one that nobody asks for is forgotten at once. */
  private KnownKey of(String path) {
    String id = RegistryPath.id(path);
    return RegistryPath.isKept(id)
        ? keys.computeIfAbsent(id, each -> new KnownKey(path))
        : new KnownKey(path);
  }

  /** Whether there was more than is kept. */
  boolean isTooLarge() {
    return count > MOST_VALUES;
  }

  /** What was gathered; the first control set stands for the current one where that is missing. */
  Registry registry() {
    if (isDoubtful) {
      keys.values().forEach(key -> key.isWhole = false);
      whole.clear();
    }
    if (keys.keySet().stream().noneMatch(RegistryPath::isInCurrentSet)) {
      for (KnownKey key : keys.values().toArray(KnownKey[]::new)) {
        if (RegistryPath.isInFirstSet(RegistryPath.id(key.path))) {
          KnownKey current = key.at(RegistryPath.inCurrentSet(key.path));
          keys.put(RegistryPath.id(current.path), current);
        }
      }
      inCurrentSet(whole);
      inCurrentSet(gone);
    }
    keys.keySet().removeIf(RegistryPath::isInFirstSet);
    return new Registry(keys, whole, gone);
  }

  private static void inCurrentSet(NavigableSet<String> ids) {
    for (String id : ids.toArray(String[]::new)) {
      if (RegistryPath.isInFirstSet(id)) {
        ids.add(RegistryPath.id(RegistryPath.inCurrentSet(id)));
      }
    }
  }
}
