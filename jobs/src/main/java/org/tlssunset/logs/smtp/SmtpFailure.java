package org.tlssunset.logs.smtp;

import java.util.Locale;
import java.util.Set;
import org.tlssunset.schema.FailureClass;

/**
 * The class of a failure, from what the log says of it. The words behind {@code failed with error}
 * are .NET's SecurityStatus, which names Schannel's results (SEC_E_ALGORITHM_MISMATCH, …) as the
 * Windows headers explain them. SocketError says only that the other side was gone.
 */
final class SmtpFailure {

  private static final String ERROR = "failed with error ";

  /** The two sides possess no common algorithm: no version, or no cipher suite. */
  private static final Set<String> VERSION = Set.of("algorithmmismatch");

  /** A certificate, or its key, is missing, unknown, expired, revoked or not trusted. */
  private static final Set<String> CERTIFICATE =
      Set.of(
          "nocredentials",
          "unknowncredentials",
          "incompletecredentials",
          "untrustedroot",
          "wrongprincipal",
          "certexpired",
          "certunknown",
          "certrevoked",
          "certificateunknown",
          "certificateexpired",
          "certificaterevoked",
          "noauthenticatingauthority");

  private SmtpFailure() {}

  /**
   * The class.
   *
   * @param failure as column failure has it
   */
  static FailureClass of(String failure) {
    int at = failure.indexOf(ERROR);
    if (at >= 0) {
      String error = word(failure, at + ERROR.length());
      return VERSION.contains(error)
          ? FailureClass.VERSION
          : CERTIFICATE.contains(error) ? FailureClass.CERTIFICATE : FailureClass.UNKNOWN;
    }
    return TlsDemand.isAnswer(failure) || TlsDemand.isUnmet(failure)
        ? FailureClass.DEMANDED
        : FailureClass.UNKNOWN;
  }

  private static String word(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end).toLowerCase(Locale.ROOT);
  }
}
