package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What was said last: of texts of one moment the greatest, of one text's numbers the greatest. */
final class LatestText implements Serializable {

  private static final long serialVersionUID = 1;

  private long at;
  private @Nullable UTF8String text;
  private long number;

  /**
   * Takes it if it is later than what is there.
   *
   * @param when in microseconds since 1970
   * @param said null says nothing; kept as a copy
   */
  void add(long when, @Nullable UTF8String said, long figure) {
    if (said == null) {
      return;
    }
    if (text != null) {
      int order = Long.compare(when, at);
      order = order == 0 ? said.compareTo(text) : order;
      if (order < 0 || (order == 0 && figure <= number)) {
        return;
      }
    }
    at = when;
    number = figure;
    if (!said.equals(text)) {
      text = said.copy();
    }
  }

  void add(LatestText other) {
    add(other.at, other.text, other.number);
  }

  /** When that was; null if nothing was said. */
  @Nullable Long at() {
    return text == null ? null : (Long) at;
  }

  @Nullable UTF8String text() {
    return text;
  }

  /** The number with the text; null if nothing was said. */
  @Nullable Long number() {
    return text == null ? null : (Long) number;
  }
}
