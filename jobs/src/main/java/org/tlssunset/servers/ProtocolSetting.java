package org.tlssunset.servers;

import org.tlssunset.schema.Labelled;

/** What a server's registry makes of one protocol on one side. */
public enum ProtocolSetting implements Labelled {
  /** Enabled is set, DisabledByDefault is 0. */
  ENABLED("enabled"),
  /** Enabled is 0, which counts before all else. */
  DISABLED("disabled"),
  /** Enabled and DisabledByDefault are both set: only who asks for the version gets it. */
  ON_REQUEST("on-request-only"),
  /** One of the two values is missing, or of a type that Schannel does not read. */
  HALF("half-configured"),
  /** Both are missing, and this Windows has it on. */
  DEFAULT_ON("default-on"),
  /** Both are missing, and this Windows has it off. */
  DEFAULT_OFF("default-off"),
  /** This Windows does not have the version, whatever the values are. */
  NEVER_THERE("never-there"),
  /** The exports do not tell, or it depends on a version of Windows that is not known. */
  UNKNOWN("unknown");

  private final String label;

  ProtocolSetting(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
