package org.tlssunset.servers.registry;

/** What an export tells of a key. */
public enum Known {
  PRESENT,
  /** It tells of what would hold the key, and the key is not there. */
  ABSENT,
  /** It does not tell. */
  UNKNOWN
}
