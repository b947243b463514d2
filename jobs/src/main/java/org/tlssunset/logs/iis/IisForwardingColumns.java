package org.tlssunset.logs.iis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tlssunset.logs.ForwardingFields;

/**
 * The columns in which a proxy says for whom it calls.
 *
 * @param addresses those with addresses: X-Forwarded-For first, then as the settings list them
 * @param tlsVersion the numbers of those with the client's TLS version, as the settings list them
 * @param tlsCipher the same of its cipher
 */
record IisForwardingColumns(
    List<Addresses> addresses, List<Integer> tlsVersion, List<Integer> tlsCipher) {

  /** The spellings of X-Forwarded-For, {@linkplain ForwardingFields#letters without joints}. */
  private static final Set<String> X_FORWARDED_FOR = Set.of("xforwardedfor", "cs(xforwardedfor)");

  /**
   * A column with addresses.
   *
   * @param number from 0
   * @param name as the settings spell it, without the characters that part lists in a text
   * @param isXForwardedFor whether its list needs no name
   */
  record Addresses(int number, String name, boolean isXForwardedFor) {}

  /**
   * Finds the columns.
   *
   * @param letters the names of all columns, {@linkplain ForwardingFields#letters without joints}
   */
  static IisForwardingColumns of(List<String> letters, ForwardingFields settings) {
    List<Addresses> usual = new ArrayList<>();
    List<Addresses> others = new ArrayList<>();
    for (String name : firstSpellings(settings.forwardedFor())) {
      boolean isUsual = isXForwardedFor(name);
      IisFields.allOf(letters, List.of(name))
          .map(column -> new Addresses(column, withoutMarks(name), isUsual))
          .forEach((isUsual ? usual : others)::add);
    }
    return new IisForwardingColumns(
        Stream.concat(usual.stream(), others.stream()).toList(),
        IisFields.allOf(letters, settings.tlsVersion()).toList(),
        IisFields.allOf(letters, settings.tlsCipher()).toList());
  }

  /** What of the names of columns with addresses shows in a row's text, in their order. */
  static List<String> shown(ForwardingFields settings) {
    return firstSpellings(settings.forwardedFor()).stream()
        .flatMap(name -> Stream.of(ForwardingFields.letters(name), withoutMarks(name)))
        .toList();
  }

  private static boolean isXForwardedFor(String name) {
    return X_FORWARDED_FOR.contains(ForwardingFields.letters(name));
  }

  /** Of names that are the same column's the first. */
  private static List<String> firstSpellings(List<String> names) {
    List<String> letters = names.stream().map(ForwardingFields::letters).toList();
    return IntStream.range(0, names.size())
        .filter(i -> letters.indexOf(letters.get(i)) == i)
        .mapToObj(names::get)
        .toList();
  }

  private static String withoutMarks(String name) {
    return name.replaceAll("[;=,]", "");
  }

  /** The numbers of all these columns. */
  IntStream all() {
    return Stream.of(
            addresses.stream().map(Addresses::number), tlsVersion.stream(), tlsCipher.stream())
        .flatMap(columns -> columns)
        .mapToInt(Integer::intValue);
  }

  /** Whether it is one of those with addresses. */
  boolean hasAddresses(int column) {
    return addresses.stream().anyMatch(any -> any.number() == column);
  }
}
