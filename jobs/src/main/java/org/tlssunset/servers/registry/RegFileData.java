package org.tlssunset.servers.registry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data of values in {@code .reg} files: what stands behind the equals sign. */
final class RegFileData {

  private static final Pattern DWORD =
      Pattern.compile("(?i)dword:\\s*([0-9a-f]{1,8})\\s*(?:;.*)?", Pattern.DOTALL);

  private static final Pattern BYTES =
      Pattern.compile("(?i)hex(?:\\(([0-9a-f]+)\\))?:([0-9a-f,\\s]*)(?:;.*)?", Pattern.DOTALL);

  private static final int HEX_RADIX = 16;

  private RegFileData() {}

  /**
   * The value.
   *
   * @param isAnsi whether texts in bytes are of one byte a character, as REGEDIT4 has them
   * @return empty if there is none
   */
  static Optional<RegistryValue> value(String data, boolean isAnsi) {
    Matcher dword = DWORD.matcher(data);
    if (dword.matches()) {
      return Optional.of(RegistryValue.dword(Integer.parseUnsignedInt(dword.group(1), HEX_RADIX)));
    }
    if (data.startsWith("\"")) {
      int end = RegFileLine.quoteEnd(data, 1);
      String rest = data.substring(end + 1).strip();
      return end > 0 && (rest.isEmpty() || rest.startsWith(";"))
          ? Optional.of(
              new RegistryValue(ValueType.SZ, RegFileLine.unescaped(data.substring(1, end))))
          : Optional.empty();
    }
    Matcher bytes = BYTES.matcher(data);
    return bytes.matches() ? bytes(bytes.group(1), bytes.group(2), isAnsi) : Optional.empty();
  }

  private static Optional<RegistryValue> bytes(
      @Nullable String number, String digits, boolean isAnsi) {
    byte[] bytes;
    ValueType type;
    try {
      bytes = HexFormat.of().parseHex(digits.replaceAll("[\\s,]", ""));
      Optional<ValueType> found =
          number == null
              ? Optional.of(ValueType.BINARY)
              : ValueType.ofNumber(Integer.parseInt(number, HEX_RADIX));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      type = found.get();
    } catch (IllegalArgumentException e) { // an odd number of digits, or a type beyond all
      return Optional.empty();
    }
    Charset charset = isAnsi ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE;
    return switch (type) {
      case SZ, EXPAND_SZ, LINK ->
          Optional.of(new RegistryValue(type, new String(bytes, charset).replaceAll("\0.*", "")));
      case MULTI_SZ ->
          Optional.of(RegistryValue.texts(List.of(new String(bytes, charset).split("\0"))));
      case DWORD -> number(bytes, Integer.BYTES, ValueType.DWORD);
      case QWORD -> number(bytes, Long.BYTES, ValueType.QWORD);
      case DWORD_BIG_ENDIAN -> number(reversed(bytes), Integer.BYTES, ValueType.DWORD_BIG_ENDIAN);
      default -> Optional.of(new RegistryValue(type, HexFormat.of().formatHex(bytes)));
    };
  }

  private static Optional<RegistryValue> number(byte[] bytes, int length, ValueType type) {
    return bytes.length == length
        ? RegistryValue.of(type, "0x" + HexFormat.of().formatHex(reversed(bytes)))
        : Optional.empty();
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
