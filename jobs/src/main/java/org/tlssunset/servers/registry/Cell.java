package org.tlssunset.servers.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A field of a row that PowerShell exported: CSV has texts alone, JSON more.
 *
 * @param texts one for each element of a list, one of anything else, none where there is nothing
 */
record Cell(Kind kind, List<String> texts) {

  /** Nothing is there. */
  static final Cell NOTHING = new Cell(Kind.NOTHING, List.of());

  /** What a field is. */
  enum Kind {
    NOTHING,
    /** CSV's text of anything. */
    UNTYPED,
    TEXT,
    NUMBER,
    TEXTS,
    NUMBERS,
    /** What no value of a registry comes out as. */
    OTHER
  }

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}|0[xX][0-9a-fA-F]{1,16}");

  /** A field of a CSV file; an empty one is nothing. */
  private static Cell ofCsv(String text) {
    return text.isEmpty() ? NOTHING : new Cell(Kind.UNTYPED, List.of(text));
  }

  /** The fields of a CSV file's record, by the names of their columns. */
  static Map<String, Cell> ofCsv(Map<String, String> record) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    record.forEach((column, text) -> cells.put(column, ofCsv(text)));
    return cells;
  }

  /** As one text. */
  String text() {
    return String.join("\n", texts);
  }

  /**
   * The value, where no type is told: a whole number is a REG_DWORD, or a REG_QWORD if it does not
   * fit.
   *
   * @return empty if it is none: an array's mere name, as CSV has it
   */
  Optional<RegistryValue> value() {
    return switch (kind) {
      case NUMBER -> number(text());
      case TEXT -> RegistryValue.of(ValueType.SZ, text());
      case TEXTS -> Optional.of(RegistryValue.texts(texts));
      case NUMBERS -> bytes();
      case UNTYPED -> NUMBER.matcher(text().strip()).matches() ? number(text()) : plain();
      case NOTHING, OTHER -> Optional.empty();
    };
  }

  /** The value of a type that is told. */
  Optional<RegistryValue> value(ValueType type) {
    return kind == Kind.NUMBERS ? bytes() : RegistryValue.of(type, text());
  }

  private static Optional<RegistryValue> number(String text) {
    return RegistryValue.of(ValueType.DWORD, text)
        .or(() -> RegistryValue.of(ValueType.QWORD, text));
  }

  private Optional<RegistryValue> plain() {
    return text().startsWith("System.") && text().endsWith("[]")
        ? Optional.empty()
        : RegistryValue.of(ValueType.SZ, text());
  }

  private Optional<RegistryValue> bytes() {
    try {
      String digits =
          texts.stream()
              .map(text -> "%02x".formatted(Integer.parseInt(text) & 0xff))
              .collect(Collectors.joining());
      return RegistryValue.of(ValueType.BINARY, digits);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
