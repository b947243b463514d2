package org.tlssunset.servers.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Paths of registry keys, in whatever way exports spell them. */
final class RegistryPath {

  /** The hive that is of interest. */
  static final String MACHINE = "HKEY_LOCAL_MACHINE";

  /** The provider's name as PowerShell writes it, or a remote machine's. */
  private static final Pattern BEFORE =
      Pattern.compile("(?i)(?:[\\w.]+\\\\)?registry::|\\\\\\\\[^\\\\]+\\\\(?=HK)");

  private static final Pattern ROOT =
      Pattern.compile("(?i)(HKEY_[A-Z_]+|HKLM|HKCU|HKCR|HKU|HKCC):?(?:\\\\(.*))?", Pattern.DOTALL);

  private static final List<String> KEPT =
      List.of(
          "system\\currentcontrolset\\control\\securityproviders\\schannel",
          "system\\currentcontrolset\\control\\cryptography\\configuration\\local\\ssl",
          "system\\currentcontrolset\\control\\computername",
          "software\\policies\\microsoft\\cryptography\\configuration\\ssl",
          "software\\microsoft\\.netframework",
          "software\\wow6432node\\microsoft\\.netframework",
          "software\\microsoft\\exchangeserver\\v15\\setup",
          "software\\microsoft\\exchangeserver\\v14\\setup");

  /** Kept without what is below it. */
  private static final String WINDOWS =
      "hkey_local_machine\\software\\microsoft\\windows nt\\currentversion";

  private static final String FIRST_SET = "\\controlset001";
  private static final String CURRENT_SET = "\\currentcontrolset";

  private RegistryPath() {}

  /**
   * A key's path as {@code regedit} spells it, from its hive's full name on.
   *
   * @return empty if the text is none
   */
  static Optional<String> of(String text) {
    String path = text.strip();
    Matcher before = BEFORE.matcher(path);
    if (before.lookingAt()) {
      path = path.substring(before.end());
    }
    Matcher root = ROOT.matcher(path);
    if (!root.matches()) {
      return Optional.empty();
    }
    String hive = root.group(1).toUpperCase(Locale.ROOT);
    String full =
        switch (hive) {
          case "HKLM" -> MACHINE;
          case "HKCU" -> "HKEY_CURRENT_USER";
          case "HKCR" -> "HKEY_CLASSES_ROOT";
          case "HKU" -> "HKEY_USERS";
          case "HKCC" -> "HKEY_CURRENT_CONFIG";
          default -> hive;
        };
    String rest = root.group(2) == null ? "" : root.group(2);
    while (rest.endsWith("\\")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return Optional.of(rest.isEmpty() ? full : full + "\\" + rest);
  }

  /** What all spellings of a path have in common: names of keys know no case. */
  static String id(String path) {
    return path.toLowerCase(Locale.ROOT);
  }

  /**
   * The path of the key that holds a key.
   *
   * @return null of a hive
   */
  static @Nullable String parent(String path) {
    int last = path.lastIndexOf('\\');
    return last < 0 ? null : path.substring(0, last);
  }

  /** Whether a key is another or below it, by their ids. */
  static boolean isWithin(String id, String ancestor) {
    return id.startsWith(ancestor)
        && (id.length() == ancestor.length() || id.charAt(ancestor.length()) == '\\');
  }

  /** Whether somebody asks for values of this key: whole hives are not kept. */
  static boolean isKept(String id) {
    String current = current(id);
    return current.equals(WINDOWS)
        || KEPT.stream().anyMatch(kept -> isWithin(current, ofKept(kept)));
  }

  /** Whether that all below this key is told says something of keys that are kept. */
  static boolean isAboveKept(String id) {
    String current = current(id);
    return isKept(id) || KEPT.stream().anyMatch(kept -> isWithin(ofKept(kept), current));
  }

  private static String ofKept(String path) {
    return id(MACHINE) + "\\" + path;
  }

  /** The id of the same key in the current control set, if it is in the first. */
  private static String current(String id) {
    return isInFirstSet(id) ? id(inCurrentSet(id)) : id;
  }

  /** Whether it is in the control set that a machine starts with, as a rule. */
  static boolean isInFirstSet(String id) {
    return isWithin(id, id(MACHINE) + "\\system" + FIRST_SET);
  }

  /** Whether it is in the control set that the machine runs with. */
  static boolean isInCurrentSet(String id) {
    return isWithin(id, id(MACHINE) + "\\system" + CURRENT_SET);
  }

  /** The same key of the current control set, of one in the first. */
  static String inCurrentSet(String path) {
    return path.substring(0, MACHINE.length())
        + "\\SYSTEM\\CurrentControlSet"
        + path.substring((MACHINE + "\\system" + FIRST_SET).length());
  }
}
