package org.tlssunset.logs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names of the IIS fields in which a proxy says for whom it calls. Of each list all that a log has
 * are read, in this order.
 *
 * @param forwardedFor the client's address, as in X-Forwarded-For
 * @param tlsVersion the TLS version of the client's connection to the proxy
 * @param tlsCipher the cipher of the client's connection to the proxy
 */
public record ForwardingFields(
    List<String> forwardedFor, List<String> tlsVersion, List<String> tlsCipher)
    implements Serializable {

  /** These, and behind them those of the others that are not among them. */
  public ForwardingFields with(ForwardingFields others) {
    return new ForwardingFields(
        joined(forwardedFor, others.forwardedFor),
        joined(tlsVersion, others.tlsVersion),
        joined(tlsCipher, others.tlsCipher));
  }

  /** Whether two names are one field's: neither case nor {@code -} and {@code _} count. */
  public static boolean isSame(String one, String other) {
    return one.equals(other) || letters(one).equals(letters(other));
  }

  private static List<String> joined(List<String> names, List<String> others) {
    List<String> all = new ArrayList<>(names);
    for (String other : others) {
      if (all.stream().noneMatch(name -> isSame(name, other))) {
        all.add(other);
      }
    }
    return List.copyOf(all);
  }

  /** A field's name without what its words may be joined by: {@code cryptcipheralgid}. */
  public static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
