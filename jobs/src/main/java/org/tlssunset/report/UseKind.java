package org.tlssunset.report;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;

/** What a use was, as charts tell it apart: the worst first. */
enum UseKind {
  CLEAR_TEXT("clear text", "clear"),
  SSL("SSL", "ssl"),
  TLS_1_0("TLS 1.0", "tls10"),
  TLS_1_1("TLS 1.1", "tls11"),
  TLS_1_2("TLS 1.2", "tls12"),
  TLS_1_3("TLS 1.3", "tls13"),
  OTHER("other version", "other"),
  FAILED("failed handshake", "failed"),
  UNTOLD("not told", "untold");

  private final String label;
  private final String style;

  UseKind(String label, String style) {
    this.label = label;
    this.style = style;
  }

  /** That of a use; behind a proxy that ends TLS, the client's own is not told. */
  static UseKind of(String hop, String outcome, @Nullable String version) {
    if (outcome.equals(TlsOutcome.CLEARTEXT.label())) {
      return CLEAR_TEXT;
    }
    if (outcome.equals(TlsOutcome.FAILED.label())) {
      return FAILED;
    }
    return hop.equals(TlsHop.PROXY.label()) || version == null ? UNTOLD : of(version);
  }

  private static UseKind of(String version) {
    for (UseKind kind : values()) {
      if (kind.label.equals(version)) {
        return kind;
      }
    }
    return version.startsWith("SSL") ? SSL : OTHER;
  }

  /** For people. */
  String label() {
    return label;
  }

  /** The class by which the page's style knows it. */
  String style() {
    return style;
  }
}
