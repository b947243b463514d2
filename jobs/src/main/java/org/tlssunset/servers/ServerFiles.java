package org.tlssunset.servers;

import java.util.List;
import java.util.Optional;

/**
 * Where it stands what servers are configured to do.
 *
 * @param exports paths of exports of registries: files, folders or globs
 * @param inventory the path of an inventory; empty if there is none
 */
public record ServerFiles(List<String> exports, Optional<String> inventory) {

  /** Whether there is anything to be read. */
  public boolean isEmpty() {
    return exports.isEmpty() && inventory.isEmpty();
  }
}
