package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Algorithms of cipher suites that are weak by the policy, as {@code tls_kinds} names them: a name
 * stands for all that begin with it ({@code RC4}, {@code DES}).
 */
public record WeakSuites(List<String> ciphers, List<String> macs, List<String> keyExchanges)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** None is weak. */
  public static final WeakSuites NONE = new WeakSuites(List.of(), List.of(), List.of());

  /** Which of a suite's algorithms is weak; null if none is. */
  @Nullable String of(
      @Nullable UTF8String cipher, @Nullable UTF8String mac, @Nullable UTF8String keyExchange) {
    String weak = find(ciphers, cipher);
    weak = weak == null ? find(macs, mac) : weak;
    return weak == null ? find(keyExchanges, keyExchange) : weak;
  }

  private static @Nullable String find(List<String> weak, @Nullable UTF8String name) {
    if (weak.isEmpty() || name == null) {
      return null;
    }
    String text = name.toString();
    for (String each : weak) {
      boolean begins = text.regionMatches(true, 0, each, 0, each.length());
      if (begins
          && (text.length() == each.length()
              || !Character.isLetterOrDigit(text.charAt(each.length())))) {
        return each;
      }
    }
    return null;
  }
}
