package org.tlssunset.notebook;

import org.jspecify.annotations.Nullable;

/**
 * What is shown below a cell.
 *
 * @param text for whoever can show nothing else
 * @param html null if there is none
 * @param chart a specification for Vega-Lite; null if it is no chart
 */
record CellResult(String text, @Nullable String html, @Nullable String chart) {

  static CellResult of(String text) {
    return new CellResult(text, null, null);
  }
}
