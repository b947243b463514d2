package org.tlssunset.servers.registry;

import java.util.Optional;
import java.util.OptionalLong;

/** What a registry itself says of its machine, where an export reaches so far. */
final class SystemFacts {

  private static final String CONTROL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control";
  private static final String WINDOWS =
      "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
  private static final String EXCHANGE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\ExchangeServer";

  /** Where setup keeps its build numbers: of Exchange 2013 and later, and of 2010. */
  private static final String[] SETUPS = {"\\v15\\Setup", "\\v14\\Setup"};

  private SystemFacts() {}

  /** The machine's name. */
  static Optional<String> server(Registry registry) {
    return text(registry, CONTROL + "\\ComputerName\\ComputerName", "ComputerName");
  }

  /** Windows' name, or its build number, or empty. */
  static String windows(Registry registry) {
    return text(registry, WINDOWS, "ProductName")
        .or(() -> text(registry, WINDOWS, "CurrentBuildNumber"))
        .orElse("");
  }

  /** Exchange's build number, or empty. */
  static String exchange(Registry registry) {
    for (String setup : SETUPS) {
      OptionalLong major = number(registry, EXCHANGE + setup, "MsiProductMajor");
      OptionalLong minor = number(registry, EXCHANGE + setup, "MsiProductMinor");
      OptionalLong build = number(registry, EXCHANGE + setup, "MsiBuildMajor");
      if (major.isPresent() && minor.isPresent() && build.isPresent()) {
        return "%d.%d.%d.%d"
            .formatted(
                major.getAsLong(),
                minor.getAsLong(),
                build.getAsLong(),
                number(registry, EXCHANGE + setup, "MsiBuildMinor").orElse(0));
      }
    }
    return "";
  }

  private static Optional<String> text(Registry registry, String path, String name) {
    RegistryValue value = registry.look(path, name).value();
    return value == null || value.type() != ValueType.SZ || value.data().isBlank()
        ? Optional.empty()
        : Optional.of(value.data());
  }

  private static OptionalLong number(Registry registry, String path, String name) {
    RegistryValue value = registry.look(path, name).value();
    return value == null ? OptionalLong.empty() : value.number();
  }
}
