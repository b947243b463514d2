package org.tlssunset.program;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was made of texts, for all threads. Its memory is bounded: when it is full, it forgets
 * everything.
 */
final class TextMemory<V> {

  private final int most;
  private final Function<String, V> maker;
  private final Map<String, V> known = new ConcurrentHashMap<>();

  /**
   * @param most how many texts are remembered; a few more while several threads add one
   * @param maker makes the same of a text each time, never null
   */
  TextMemory(int most, Function<String, V> maker) {
    this.most = most;
    this.maker = maker;
  }

  V of(String text) {
    V made = known.get(text);
    if (made == null) {
      made = maker.apply(text);
      if (known.size() >= most) {
        known.clear();
      }
      known.put(text, made);
    }
    return made;
  }

  int size() {
    return known.size();
  }
}
