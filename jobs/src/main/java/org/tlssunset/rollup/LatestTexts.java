package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Several texts that were each said last; of one moment the greatest. They are in two arrays, for
 * there are millions of them.
 */
final class LatestTexts implements Serializable {

  private static final long serialVersionUID = 1;

  private final long[] at;
  private final @Nullable UTF8String[] texts;

  LatestTexts(int count) {
    at = new long[count];
    texts = new @Nullable UTF8String[count];
  }

  /**
   * Takes a text if it is later than what is there, of one moment if it is greater.
   *
   * @param place which of them it is
   * @param when in microseconds since 1970
   * @param said null says nothing; kept as a copy
   */
  void add(int place, long when, @Nullable UTF8String said) {
    if (said == null) {
      return;
    }
    UTF8String known = texts[place];
    int order = known == null ? 1 : said.compareTo(known);
    if (known != null && (when < at[place] || (when == at[place] && order <= 0))) {
      return;
    }
    at[place] = when;
    if (order != 0) {
      texts[place] = said.copy();
    }
  }

  void add(LatestTexts other) {
    for (int i = 0; i < at.length; i++) {
      add(i, other.at[i], other.texts[i]);
    }
  }

  @Nullable UTF8String text(int place) {
    return texts[place];
  }
}
