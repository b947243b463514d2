package org.tlssunset.servers;

import org.tlssunset.schema.Labelled;

/** The two places of settings for 64-bit and for 32-bit programs. */
public enum Hive implements Labelled {
  NATIVE("64-bit", "SOFTWARE\\Microsoft"),
  WOW64("32-bit", "SOFTWARE\\Wow6432Node\\Microsoft");

  private final String label;
  private final String path;

  Hive(String label, String path) {
    this.label = label;
    this.path = path;
  }

  @Override
  public String label() {
    return label;
  }

  /** The key of Microsoft's settings, below HKEY_LOCAL_MACHINE. */
  String path() {
    return path;
  }
}
