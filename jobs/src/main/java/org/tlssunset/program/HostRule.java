package org.tlssunset.program;

import java.util.List;

/**
 * A rule about the hosts of a service.
 *
 * @param ends what their names end with, one of these, in lower case and with the dot before it
 */
record HostRule(List<String> ends, Program program) {

  /**
   * Whether the rule is about this host.
   *
   * @param name in lower case, without a dot at its end
   */
  boolean fits(String name) {
    for (String end : ends) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }
}
