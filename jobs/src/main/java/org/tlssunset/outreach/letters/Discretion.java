package org.tlssunset.outreach.letters;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.ClientKind;

/**
 * What letters and tables show of clients: all, or nothing that may tell of a person. Addresses
 * stay, also masked ones, for an owner finds a client by them; so do programs that are known, our
 * own servers and proxies, and domains of many.
 */
public enum Discretion {
  OPEN,
  DISCREET;

  /** What stands in the place of what is hidden, as in redacted lines of logs. */
  static final String HIDDEN = "***";

  /** What a client is called. */
  AffectedClient.Named named(AffectedClient.Named named) {
    return this == OPEN
        ? named
        : new AffectedClient.Named(
            withoutName(named.party()),
            withoutName(named.client()),
            named.address(),
            hidden(named.hostName()),
            hidden(named.clientName()),
            hidden(named.user()),
            hidden(named.agent()));
  }

  /** Its program; null if nothing tells. One that no rule knows bears the name that it gave. */
  @Nullable String program(AffectedClient client) {
    return ClientKind.OTHER.label().equals(client.traits().kind())
        ? hidden(client.traits().program())
        : client.traits().program();
  }

  /** The program of one that was told of, of which it is not known whether a rule knows it. */
  @Nullable String program(ToldEntry entry) {
    return hidden(entry.key().program());
  }

  /** Why the policy excepts it, as people wrote it; null if it does not. */
  @Nullable String exception(AffectedClient client) {
    return hidden(client.judged().exception());
  }

  /** Whose it may be. */
  String likelyOwner(LikelyOwner owner) {
    return owner.by().isDomain() ? owner.name() : String.valueOf(hidden(owner.name()));
  }

  private static @Nullable String withoutName(@Nullable String key) {
    return key == null ? null : ClientKey.withoutName(key).orElse(HIDDEN);
  }

  private @Nullable String hidden(@Nullable String text) {
    return this == OPEN || text == null || text.isBlank() ? text : HIDDEN;
  }
}
