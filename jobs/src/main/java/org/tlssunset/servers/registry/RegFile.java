package org.tlssunset.servers.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tlssunset.logs.ByteOrderMark;

/**
 * Writes a {@code .reg} file, as {@code regedit} reads it: UTF-16LE with a byte order mark, CRLF.
 */
public final class RegFile {

  private static final String HEADER = "Windows Registry Editor Version 5.00";

  private final List<String> lines = new ArrayList<>(List.of(HEADER));

  /** Makes a key, if it is not there; what follows is of it. */
  public RegFile key(String path) {
    lines.add("[" + path + "]");
    return this;
  }

  /** Takes a key away, with all below it. */
  public RegFile noKey(String path) {
    lines.add("[-" + path + "]");
    return this;
  }

  /** Sets a value of the key before. */
  public RegFile value(String name, RegistryValue value) {
    lines.add(quoted(name) + "=" + data(value));
    return this;
  }

  /** Takes a value of the key before away. */
  public RegFile noValue(String name) {
    lines.add(quoted(name) + "=-");
    return this;
  }

  /** The file. */
  public byte[] bytes() {
    String text = String.join("\r\n", lines) + "\r\n";
    return (ByteOrderMark.CHARACTER + text).getBytes(StandardCharsets.UTF_16LE);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String data(RegistryValue value) {
    String data = value.data();
    return switch (value.type()) {
      case DWORD -> "dword:" + zeros(data, Integer.BYTES);
      case SZ ->
          data.indexOf('\n') < 0 && data.indexOf('\r') < 0 ? quoted(data) : hex(1, text(data));
      case EXPAND_SZ, LINK -> hex(value.type().ordinal(), text(data));
      case MULTI_SZ -> hex(7, data.isEmpty() ? text("") : text(data.replace('\n', '\0') + "\0"));
      case QWORD -> hex(11, reversed(zeros(data, Long.BYTES)));
      case DWORD_BIG_ENDIAN -> hex(5, zeros(data, Integer.BYTES));
      case BINARY -> "hex:" + pairs(data);
      default -> hex(value.type().ordinal(), data);
    };
  }

  /** A number's digits, with zeros before them. */
  private static String zeros(String data, int bytes) {
    String digits = data.substring(2);
    return "0".repeat(2 * bytes - digits.length()) + digits;
  }

  private static String reversed(String digits) {
    StringBuilder reversed = new StringBuilder();
    for (int i = digits.length() - 2; i >= 0; i -= 2) {
      reversed.append(digits, i, i + 2);
    }
    return reversed.toString();
  }

  private static String text(String text) {
    return HexFormat.of().formatHex((text + "\0").getBytes(StandardCharsets.UTF_16LE));
  }

  private static String hex(int type, String digits) {
    return "hex(%x):%s".formatted(type, pairs(digits)).toLowerCase(Locale.ROOT);
  }

  private static String pairs(String digits) {
    return HexFormat.of().parseHex(digits).length == 0
        ? ""
        : digits.replaceAll("(..)(?!$)", "$1,").lines().collect(Collectors.joining());
  }
}
