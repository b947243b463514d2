package org.tlssunset.synthetic.party;

import org.jspecify.annotations.Nullable;

/**
 * Something that is true.
 *
 * @param value null: there is none, or not a single one
 * @param isKnowable whether the logs and the configuration tell it; what they do not tell is to be
 *     unknown, not guessed
 */
public record Fact(@Nullable String value, boolean isKnowable) {

  static Fact known(@Nullable String value) {
    return new Fact(value, true);
  }

  static Fact hidden(@Nullable String value) {
    return new Fact(value, false);
  }

  Fact shown() {
    return known(value);
  }

  Fact hidden() {
    return hidden(value);
  }
}
