package org.tlssunset.servers;

/** What Windows does with a protocol that the registry says nothing of. */
enum DefaultUse {
  ON,
  OFF,
  /** This Windows does not have the protocol. */
  NONE
}
