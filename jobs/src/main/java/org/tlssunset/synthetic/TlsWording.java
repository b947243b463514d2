package org.tlssunset.synthetic;

import org.tlssunset.synthetic.SmtpEvent.Proof;

/** How an SMTP log tells of a handshake. */
final class TlsWording {

  private static final String PROTOCOL = "TLS protocol SP_PROT_";

  private TlsWording() {}

  /**
   * The line.
   *
   * @param isSend whether this server called
   * @param isNasty whether it may be spelled otherwise, stand elsewhere or be cut short
   */
  static SmtpEvent of(Tls tls, boolean isSend, boolean isNasty, Dice dice) {
    int pause = 1 + dice.below(60);
    String text = isSend ? tls.sent() : tls.received();
    if (!isNasty) {
      return event("", text, Proof.HANDSHAKE, tls, pause);
    }
    int afterVersion = text.indexOf(' ', PROTOCOL.length());
    return switch (dice.below(12)) {
      case 0 -> event(text, "", Proof.HANDSHAKE, tls, pause);
      case 1 -> event("", text.replace("SP_PROT_", "SP_PROT-"), Proof.HANDSHAKE, tls, pause);
      case 2 -> {
        int end = afterVersion + dice.below(text.length() - afterVersion);
        yield event("", text.substring(0, end), Proof.HANDSHAKE, tls, pause);
      }
      case 3 -> {
        // In mid-version, so that TLS1_2 may be left as TLS1.
        int end = PROTOCOL.length() + dice.below(afterVersion - PROTOCOL.length() - 1);
        yield event("", text.substring(0, end), Proof.HANDSHAKE_UNTOLD, tls, pause);
      }
      case 4 -> event("", text.replace("CALG_AES_256", "0x6610"), Proof.HANDSHAKE, tls, pause);
      default -> event("", text, Proof.HANDSHAKE, tls, pause);
    };
  }

  private static SmtpEvent event(String data, String context, Proof proof, Tls tls, int pause) {
    return new SmtpEvent('*', data, context, proof, tls, pause);
  }
}
