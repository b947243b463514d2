package org.tlssunset.servers;

/** Whether connections can be of a protocol. */
public enum Use {
  ON,
  /** Those of programs alone that ask for it by name. */
  ON_REQUEST,
  OFF,
  UNKNOWN
}
