package org.tlssunset.servers.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value's type and data, the same whatever export tells of it.
 *
 * @param data a number as {@code 0x} and lower-case digits without zeros before them; a text as it
 *     is; several texts with line feeds between them; anything else as pairs of lower-case
 *     hexadecimal digits
 */
public record RegistryValue(ValueType type, String data) {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]*");

  private static final int HEX_RADIX = 16;

  /** A value of 32 bits, of which a minus sign is the highest: {@code -1} is 0xffffffff. */
  public static RegistryValue dword(int number) {
    return new RegistryValue(ValueType.DWORD, "0x" + Integer.toHexString(number));
  }

  /** A value of 64 bits. */
  static RegistryValue qword(long number) {
    return new RegistryValue(ValueType.QWORD, "0x" + Long.toHexString(number));
  }

  /** Several texts; empty ones end such a value, and are left out. */
  public static RegistryValue texts(List<String> texts) {
    return new RegistryValue(
        ValueType.MULTI_SZ,
        texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("\n")));
  }

  /**
   * A value from the text of its data.
   *
   * @param text numbers decimal or with {@code 0x}, bytes as hexadecimal digits, several texts with
   *     {@code \0} or line feeds between them
   * @return empty if it is none of that type
   */
  static Optional<RegistryValue> of(ValueType type, String text) {
    return switch (type) {
      case DWORD, DWORD_BIG_ENDIAN -> number(text, Integer.SIZE, type);
      case QWORD -> number(text, Long.SIZE, type);
      case SZ, EXPAND_SZ, LINK -> Optional.of(new RegistryValue(type, text));
      case MULTI_SZ -> Optional.of(texts(Arrays.asList(text.split("\\\\0|\r?\n", -1))));
      default -> {
        String digits = text.replaceAll("[\\s,]", "");
        yield digits.length() % 2 == 0 && HEX.matcher(digits).matches()
            ? Optional.of(new RegistryValue(type, digits.toLowerCase(Locale.ROOT)))
            : Optional.empty();
      }
    };
  }

  private static Optional<RegistryValue> number(String text, int bits, ValueType type) {
    String number = text.strip().toLowerCase(Locale.ROOT);
    try {
      long value =
          number.startsWith("0x")
              ? Long.parseUnsignedLong(number.substring(2), HEX_RADIX)
              : number.startsWith("-") ? Long.parseLong(number) : Long.parseUnsignedLong(number);
      if (bits == Integer.SIZE) {
        boolean fits = value >= Integer.MIN_VALUE && value <= 0xffffffffL;
        return fits
            ? Optional.of(new RegistryValue(type, "0x" + Integer.toHexString((int) value)))
            : Optional.empty();
      }
      return Optional.of(qword(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The number of a REG_DWORD, without a sign; empty if it is of another type. */
  public OptionalLong number() {
    return type == ValueType.DWORD
        ? OptionalLong.of(Long.parseUnsignedLong(data.substring(2), HEX_RADIX))
        : OptionalLong.empty();
  }

  /** As people read it: {@code 0x1}, or the data behind its type. */
  public String shown() {
    return type == ValueType.DWORD ? data : type.label() + " " + data.replace('\n', ' ');
  }
}
