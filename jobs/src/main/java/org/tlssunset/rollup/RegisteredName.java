package org.tlssunset.rollup;

import com.google.common.net.InternetDomainName;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The part of a host's name that somebody has registered, {@code contoso.co.uk} of {@code
 * mx1.contoso.co.uk}: what the hosts of one partner share. Which ends of names are open to all is
 * told by the Public Suffix List, as Guava brings it along.
 */
final class RegisteredName {

  private RegisteredName() {}

  /**
   * Of a host's name.
   *
   * @param name as logged; null if there is none
   * @return in lower case; where the list knows no such end, as of {@code mx.contoso.local}, the
   *     last two words, which is the list's own rule; null if it is no name of a host
   */
  static @Nullable String of(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String host = name.strip().toLowerCase(Locale.ROOT);
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (!InternetDomainName.isValid(host) || host.chars().allMatch(RegisteredName::isOfNumber)) {
      return null;
    }
    InternetDomainName domain = InternetDomainName.from(host);
    if (domain.hasPublicSuffix()) {
      return domain.isUnderPublicSuffix() ? domain.topPrivateDomain().toString() : host;
    }
    List<String> words = domain.parts();
    return String.join(".", words.subList(Math.max(0, words.size() - 2), words.size()));
  }

  private static boolean isOfNumber(int character) {
    return character == '.' || character >= '0' && character <= '9';
  }
}
