package org.tlssunset.servers.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of registry values, in the order of their numbers in {@code .reg} files. */
public enum ValueType {
  NONE("REG_NONE"),
  SZ("REG_SZ"),
  EXPAND_SZ("REG_EXPAND_SZ"),
  BINARY("REG_BINARY"),
  DWORD("REG_DWORD"),
  DWORD_BIG_ENDIAN("REG_DWORD_BIG_ENDIAN"),
  LINK("REG_LINK"),
  MULTI_SZ("REG_MULTI_SZ"),
  RESOURCE_LIST("REG_RESOURCE_LIST"),
  FULL_RESOURCE_DESCRIPTOR("REG_FULL_RESOURCE_DESCRIPTOR"),
  RESOURCE_REQUIREMENTS_LIST("REG_RESOURCE_REQUIREMENTS_LIST"),
  QWORD("REG_QWORD");

  private final String label;

  ValueType(String label) {
    this.label = label;
  }

  /** As {@code reg query} writes it. */
  public String label() {
    return label;
  }

  /** The type of {@code hex(number)}. */
  static Optional<ValueType> ofNumber(int number) {
    return number >= 0 && number < values().length
        ? Optional.of(values()[number])
        : Optional.empty();
  }

  /**
   * The type that a text names: as {@code reg query} does, or as .NET does ({@code String}, {@code
   * ExpandString}, {@code MultiString}, {@code DWord}).
   */
  static Optional<ValueType> ofText(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    String plain =
        switch (name) {
          case "STRING" -> "REG_SZ";
          case "EXPANDSTRING" -> "REG_EXPAND_SZ";
          case "MULTISTRING" -> "REG_MULTI_SZ";
          default -> name.startsWith("REG_") ? name : "REG_" + name;
        };
    return Arrays.stream(values()).filter(type -> type.label.equals(plain)).findFirst();
  }
}
