package org.tlssunset.party;

import org.tlssunset.schema.Labelled;

/** What a proxy does with TLS. */
public enum ProxyKind implements Labelled {
  /** It passes bytes on: the TLS is the client's own. */
  LAYER_4("layer-4"),
  /** It ends the client's TLS, and begins its own. */
  TLS_ENDING("tls-ending");

  private final String label;

  ProxyKind(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /**
   * The kind of a label.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public static ProxyKind of(String label) {
    ProxyKind kind = Labelled.find(values(), label);
    if (kind == null) {
      throw new IllegalArgumentException(
          "is '%s': give %s or %s".formatted(label, LAYER_4.label, TLS_ENDING.label));
    }
    return kind;
  }
}
