package org.tlssunset.warehouse;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts that stay when the rows they were read from go: of equal ones, one. */
public final class KeptTexts {

  private final Map<UTF8String, UTF8String> known = new HashMap<>();

  /** An equal text that stays. */
  public UTF8String of(UTF8String text) {
    UTF8String kept = known.get(text);
    if (kept == null) {
      kept = text.copy();
      known.put(kept, kept);
    }
    return kept;
  }

  /** Forgets them: whoever has one still has it. */
  public void clear() {
    known.clear();
  }
}
