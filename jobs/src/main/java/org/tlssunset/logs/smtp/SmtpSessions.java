package org.tlssunset.logs.smtp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteScan;

/**
 * The sessions of a log whose lines interleave: finds a line's session by connector and session id.
 *
 * <p>Lines may come a little out of order, so a session whose last line was seen stays for {@value
 * #LINGERING} more that end. Memory is bounded: beyond {@value #MOST} sessions the older half is
 * handed on as parts, to be joined with their other parts later.
 */
final class SmtpSessions {

  /** Ended sessions that are kept for late lines. */
  static final int LINGERING = 1_024;

  /** Sessions held at most: some 30 MB. */
  static final int MOST = 1 << 16;

  private final Consumer<SmtpSession> out;
  private final ArrayDeque<SmtpSession> ended = new ArrayDeque<>();

  /** Open addressing: an array of twice the entries at least, a power of two. */
  private @Nullable SmtpSession[] slots = new SmtpSession[1 << 10];

  private int size;
  private @Nullable SmtpSession last;

  /**
   * @param out takes each session that no further line is expected of
   */
  SmtpSessions(Consumer<SmtpSession> out) {
    this.out = out;
  }

  static long hash(byte[] buffer, int connectorFrom, int connectorTo, int from, int to) {
    return ByteScan.hash(buffer, from, to, ByteScan.hash(buffer, connectorFrom, connectorTo, 0));
  }

  /** The session; null if it has not been seen. */
  @Nullable SmtpSession find(
      byte[] buffer, int connectorFrom, int connectorTo, int from, int to, long hash) {
    SmtpSession latest = last;
    if (latest != null
        && latest.key().hash() == hash
        && latest.key().is(buffer, connectorFrom, connectorTo, from, to)) {
      return latest;
    }
    int slot = slot(hash);
    SmtpSession session;
    while ((session = slots[slot]) != null) {
      if (session.key().hash() == hash
          && session.key().is(buffer, connectorFrom, connectorTo, from, to)) {
        last = session;
        return session;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return null;
  }

  void add(SmtpSession session) {
    if (size == MOST) {
      // Half at once: looking for the oldest takes a look at all.
      for (SmtpSession old : Arrays.copyOf(inOrder(), MOST / 2)) {
        close(old);
      }
    }
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    put(session);
    size++;
    last = session;
  }

  /** The session's last line was seen. */
  void ended(SmtpSession session) {
    ended.add(session);
    if (ended.size() > LINGERING) {
      close(ended.element());
    }
  }

  /** The session goes on after all: an attempt to connect succeeded after one that failed. */
  void resumed(SmtpSession session) {
    ended.remove(session);
  }

  /** Hands on all that are left, in the order in which they began. */
  void finish() {
    for (SmtpSession session : inOrder()) {
      out.accept(session);
    }
    Arrays.fill(slots, null);
    ended.clear();
    size = 0;
    last = null;
  }

  /** Hands on a session now: another one of the same id begins. */
  void close(SmtpSession session) {
    ended.remove(session);
    remove(session);
    out.accept(session);
  }

  private SmtpSession[] inOrder() {
    return Arrays.stream(slots)
        .filter(session -> session != null)
        .sorted(Comparator.comparingLong(SmtpSession::firstLine))
        .toArray(SmtpSession[]::new);
  }

  private void put(SmtpSession session) {
    int slot = slot(session.key().hash());
    while (slots[slot] != null) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = session;
  }

  /** Takes a session out and moves those up that lie behind it because of it. */
  private void remove(SmtpSession session) {
    int slot = slot(session.key().hash());
    while (slots[slot] != session) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = null;
    size--;
    int next = (slot + 1) & (slots.length - 1);
    SmtpSession moved;
    while ((moved = slots[next]) != null) {
      slots[next] = null;
      put(moved);
      next = (next + 1) & (slots.length - 1);
    }
    if (last == session) {
      last = null;
    }
  }

  private void grow() {
    @Nullable SmtpSession[] old = slots;
    slots = new SmtpSession[2 * old.length];
    for (SmtpSession session : old) {
      if (session != null) {
        put(session);
      }
    }
  }

  private int slot(long hash) {
    // The highest bits, as many as the array needs: only these depend on every byte of the key.
    return (int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(slots.length)));
  }
}
