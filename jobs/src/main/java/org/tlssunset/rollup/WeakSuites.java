package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /**
   * Whether an algorithm is one of them.
   *
   * @param name as they are named here; null is none
   */
  public boolean holds(@Nullable String name) {
    return Stream.of(ciphers, macs, keyExchanges)
        .flatMap(List::stream)
        .anyMatch(each -> each.equalsIgnoreCase(name));
  }

  /** All of them, with commas between. */
  public String names() {
    return Stream.of(ciphers, macs, keyExchanges)
        .flatMap(List::stream)
        .collect(Collectors.joining(", "));
  }

  /**
   * Algorithms that a name stands for, by their kinds; empty if none of those that were seen is
   * one.
   *
   * @param seen a cipher, MAC and key exchange that stood together, each null if it was not told
   */
  public static Optional<WeakSuites> named(String name, Collection<List<@Nullable String>> seen) {
    List<String> one = List.of(name);
    for (List<@Nullable String> suite : seen) {
      if (isNamed(one, suite.get(0))) {
        return Optional.of(new WeakSuites(one, List.of(), List.of()));
      }
      if (isNamed(one, suite.get(1))) {
        return Optional.of(new WeakSuites(List.of(), one, List.of()));
      }
      if (isNamed(one, suite.get(2))) {
        return Optional.of(new WeakSuites(List.of(), List.of(), one));
      }
    }
    return Optional.empty();
  }

  private static boolean isNamed(List<String> name, @Nullable String algorithm) {
    return algorithm != null && find(name, UTF8String.fromString(algorithm)) != null;
  }

  /** Whether a log tells the algorithms that may be weak. */
  boolean isTold(
      @Nullable UTF8String cipher, @Nullable UTF8String mac, @Nullable UTF8String keyExchange) {
    return (ciphers.isEmpty() || cipher != null)
        && (macs.isEmpty() || mac != null)
        && (keyExchanges.isEmpty() || keyExchange != null);
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
