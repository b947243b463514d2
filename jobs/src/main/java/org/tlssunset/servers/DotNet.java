package org.tlssunset.servers;

import org.tlssunset.schema.Labelled;

/** The runtimes of .NET Framework, each with settings of its own. */
public enum DotNet implements Labelled {
  /** .NET 2.0 to 3.5, on which Exchange 2010 stands. */
  V2(".NET 3.5", "v2.0.50727"),
  /** .NET 4.x, on which Exchange 2013 and later stand. */
  V4(".NET 4.x", "v4.0.30319");

  private final String label;
  private final String key;

  DotNet(String label, String key) {
    this.label = label;
    this.key = key;
  }

  @Override
  public String label() {
    return label;
  }

  /** The path of its settings. */
  String path(Hive hive) {
    return "HKEY_LOCAL_MACHINE\\%s\\.NETFramework\\%s".formatted(hive.path(), key);
  }
}
