package org.tlssunset.outreach.letters;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.ClientProtocolCsv;

/**
 * What tells an entry of a letter from all others, in the words of {@code plan_clients}.
 *
 * @param party null if nothing is known, or if who it was is no longer kept
 * @param program null if nothing tells
 */
record EntryKey(
    String role,
    String direction,
    String protocol,
    @Nullable String party,
    @Nullable String program) {

  private static final Comparator<@Nullable String> BY_TEXT =
      Comparator.nullsFirst(ClientProtocolCsv.BY_BYTES);

  /** By party first. */
  static final Comparator<EntryKey> ORDER =
      Comparator.comparing(EntryKey::party, BY_TEXT)
          .thenComparing(EntryKey::role, BY_TEXT)
          .thenComparing(EntryKey::direction, BY_TEXT)
          .thenComparing(EntryKey::protocol, BY_TEXT)
          .thenComparing(EntryKey::program, BY_TEXT);
}
