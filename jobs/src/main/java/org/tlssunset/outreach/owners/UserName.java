package org.tlssunset.outreach.owners;

/**
 * Who signed in, as logs have it: {@code CONTOSO\anna}, {@code anna@contoso.com} or {@code anna}.
 *
 * @param account without the domain
 * @param domain empty if none is told
 */
public record UserName(String account, String domain) {

  /** Takes a name apart. */
  public static UserName of(String logged) {
    int backslash = logged.indexOf('\\');
    int at = logged.lastIndexOf('@');
    if (backslash >= 0) {
      return new UserName(logged.substring(backslash + 1), logged.substring(0, backslash));
    }
    return at < 0
        ? new UserName(logged, "")
        : new UserName(logged.substring(0, at), logged.substring(at + 1));
  }
}
