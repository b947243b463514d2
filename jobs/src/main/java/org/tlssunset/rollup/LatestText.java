package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What was said last: of texts of one moment the greatest. */
final class LatestText implements Serializable {

  private static final long serialVersionUID = 1;

  private long at;
  private @Nullable UTF8String text;

  /**
   * Takes it if it is later than what is there.
   *
   * @param when in microseconds since 1970
   * @param said null says nothing; kept as a copy
   */
  void add(long when, @Nullable UTF8String said) {
    if (said == null) {
      return;
    }
    UTF8String known = text;
    if (known != null) {
      if (when < at) {
        return;
      }
      int order = said.compareTo(known);
      if (when == at && order <= 0) {
        return;
      }
      at = when;
      if (order == 0) {
        return;
      }
    }
    at = when;
    text = said.copy();
  }

  void add(LatestText other) {
    add(other.at, other.text);
  }

  @Nullable UTF8String text() {
    return text;
  }
}
