package org.tlssunset.logs;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is made of texts, of each once: logs repeat the same few. Its memory is bounded: when it is
 * full, it forgets everything. Serves one thread.
 */
public final class TextCache<V> {

  private final int most;
  private final Function<String, V> maker;
  private final Map<String, V> known = new HashMap<>();

  /**
   * @param most how many texts are remembered
   * @param maker makes something of a text, never null
   */
  public TextCache(int most, Function<String, V> maker) {
    this.most = most;
    this.maker = maker;
  }

  /** What is made of a text. */
  public V of(String text) {
    V made = known.get(text);
    if (made == null) {
      made = maker.apply(text);
      if (known.size() == most) {
        known.clear();
      }
      known.put(text, made);
    }
    return made;
  }
}
