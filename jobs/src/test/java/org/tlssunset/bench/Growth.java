package org.tlssunset.bench;

import java.util.List;

/** A question about what tls-sunset costs when something grows: cores, files, days. */
interface Growth {

  /** What {@code --only} calls it. */
  String name();

  /**
   * Measures it.
   *
   * @return a figure for each row of the table; none where this machine cannot tell, and then the
   *     ground has been told why
   */
  List<Figure> measure(Ground ground) throws Exception;
}
