package org.tlssunset.servers.registry;

import java.util.List;
import java.util.stream.Stream;

/**
 * What files tell of servers.
 *
 * @param unread the first of what could not be read of each file
 * @param unreadCount how much that is
 */
public record FoundExports(List<Export> exports, List<UnreadText> unread, long unreadCount) {

  /** Nothing. */
  public static final FoundExports NONE = new FoundExports(List.of(), List.of(), 0);

  /** Whether all was read. */
  public boolean isWhole() {
    return unreadCount == 0;
  }

  /** Both. */
  public FoundExports and(FoundExports other) {
    return new FoundExports(
        Stream.concat(exports.stream(), other.exports.stream()).toList(),
        Stream.concat(unread.stream(), other.unread.stream()).toList(),
        unreadCount + other.unreadCount);
  }
}
