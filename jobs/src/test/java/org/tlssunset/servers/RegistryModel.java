package org.tlssunset.servers;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tlssunset.RandomCases;
import org.tlssunset.servers.registry.RegistryValue;
import org.tlssunset.servers.registry.ValueType;

/** A small registry, which knows nothing of the readers that are tested with it. */
public final class RegistryModel {

  private static final String HKLM = "HKEY_LOCAL_MACHINE\\";
  public static final String SCHANNEL =
      HKLM + "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL";
  static final String LOCAL =
      HKLM + "SYSTEM\\CurrentControlSet\\Control\\Cryptography\\Configuration\\Local\\SSL";
  static final String POLICY =
      HKLM + "SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL";
  static final String NET = HKLM + "SOFTWARE\\Microsoft\\.NETFramework";
  static final String NET32 = HKLM + "SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework";

  /** What is exported, each with all below. */
  static final List<String> ROOTS = List.of(SCHANNEL, LOCAL, POLICY, NET, NET32);

  private static final String[] VERSIONS = {
    "SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"
  };

  /** Keys by their paths, in the order of regedit. */
  private final TreeMap<String, TreeMap<String, RegistryValue>> keys =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** One in which anything may be set, or nothing. */
  static RegistryModel random(Random random) {
    RegistryModel model = new RegistryModel();
    ROOTS.forEach(model::key);
    model.key(SCHANNEL + "\\Protocols");
    model.set(SCHANNEL, "EventLogging", RegistryValue.dword(1));
    for (String version : VERSIONS) {
      for (String side : List.of("Client", "Server")) {
        if (random.nextInt(4) > 0) {
          String path = SCHANNEL + "\\Protocols\\" + version + "\\" + side;
          model.key(SCHANNEL + "\\Protocols\\" + version);
          model.key(path);
          model.maybe(random, path, "Enabled");
          model.maybe(random, path, "DisabledByDefault");
        }
      }
    }
    for (String net : List.of(NET, NET32)) {
      for (String runtime : List.of("v2.0.50727", "v4.0.30319")) {
        if (random.nextInt(4) > 0) {
          model.key(net + "\\" + runtime);
          model.maybe(random, net + "\\" + runtime, "SystemDefaultTlsVersions");
          model.maybe(random, net + "\\" + runtime, "SchUseStrongCrypto");
        }
      }
    }
    model.maybe(random, SCHANNEL, "AllowInsecureRenegoClients");
    model.maybe(random, SCHANNEL, "DisableRenegoOnServer");
    model.key(SCHANNEL + "\\Ciphers");
    model.key(SCHANNEL + "\\Ciphers\\RC4 128/128");
    model.maybe(random, SCHANNEL + "\\Ciphers\\RC4 128/128", "Enabled");
    if (random.nextBoolean()) {
      model.set(
          LOCAL + "\\00010002",
          "Functions",
          RegistryValue.texts(List.of("TLS_RSA_WITH_RC4_128_SHA", "TLS_RSA_WITH_AES_128_GCM")));
    }
    if (random.nextBoolean()) {
      model.set(
          POLICY + "\\00010002",
          "Functions",
          new RegistryValue(ValueType.SZ, "TLS_A_WITH_AES,TLS_RSA_WITH_3DES_EDE_CBC_SHA"));
    }
    return model;
  }

  private void maybe(Random random, String path, String name) {
    switch (random.nextInt(8)) {
      case 0, 1 -> set(path, name, RegistryValue.dword(0));
      case 2, 3 -> set(path, name, RegistryValue.dword(1));
      case 4 -> set(path, name, RegistryValue.dword(RandomCases.oneOf(random, -1, 2, 0x10000)));
      case 5 -> {
        if (random.nextInt(4) == 0) {
          set(
              path,
              name,
              RandomCases.oneOf(
                  random,
                  new RegistryValue(ValueType.SZ, "1"),
                  new RegistryValue(ValueType.SZ, "say \"on\" \\ off; x"),
                  new RegistryValue(ValueType.EXPAND_SZ, "%on%"),
                  new RegistryValue(ValueType.BINARY, "01000000"),
                  new RegistryValue(ValueType.QWORD, "0x1"),
                  new RegistryValue(ValueType.MULTI_SZ, "a\nb")));
        }
      }
      default -> {
        // Absent.
      }
    }
  }

  void key(String path) {
    keys.computeIfAbsent(path, each -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
  }

  public RegistryModel set(String path, String name, RegistryValue value) {
    key(path);
    keys.get(path).put(name, value);
    return this;
  }

  /** A copy. */
  RegistryModel copy() {
    RegistryModel copy = new RegistryModel();
    keys.forEach(
        (path, values) -> {
          copy.key(path);
          copy.keys.get(path).putAll(values);
        });
    return copy;
  }

  /** All keys and values. */
  Map<String, Map<String, RegistryValue>> content() {
    return new LinkedHashMap<>(keys);
  }

  /** Whether a value is a REG_DWORD other than 0. */
  boolean isOn(String path, String name) {
    RegistryValue value = keys.getOrDefault(path, new TreeMap<>()).get(name);
    return value != null && value.type() == ValueType.DWORD && !value.data().equals("0x0");
  }

  /** Whether a value is a REG_DWORD 0. */
  boolean isZero(String path, String name) {
    return RegistryValue.dword(0).equals(keys.getOrDefault(path, new TreeMap<>()).get(name));
  }

  /** Does what regedit does with a file. */
  void apply(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_16LE);
    if (!text.startsWith("\uFEFFWindows Registry Editor Version 5.00\r\n")) {
      throw new IllegalArgumentException(text);
    }
    String key = null;
    for (String line : text.split("\r\n")) {
      if (line.startsWith("[-")) {
        String gone = line.substring(2, line.length() - 1).toLowerCase(Locale.ROOT);
        keys.keySet()
            .removeIf(each -> (each.toLowerCase(Locale.ROOT) + "\\").startsWith(gone + "\\"));
      } else if (line.startsWith("[")) {
        key = line.substring(1, line.length() - 1);
        for (int at = key.indexOf('\\', SCHANNEL.length());
            at > 0;
            at = key.indexOf('\\', at + 1)) {
          key(key.substring(0, at));
        }
        key(key);
      } else if (line.startsWith("\"") && key != null) {
        int equals = line.indexOf("\"=");
        String name = line.substring(1, equals);
        String data = line.substring(equals + 2);
        if (data.equals("-")) {
          keys.get(key).remove(name);
        } else {
          keys.get(key).put(name, value(data));
        }
      }
    }
  }

  private static RegistryValue value(String data) {
    if (data.startsWith("dword:")) {
      return RegistryValue.dword(Integer.parseUnsignedInt(data.substring(6), 16));
    }
    if (data.startsWith("\"")) {
      String text = data.substring(1, data.length() - 1);
      return new RegistryValue(ValueType.SZ, text.replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    String type = data.substring(0, data.indexOf(':'));
    byte[] bytes = HexFormat.of().parseHex(data.substring(data.indexOf(':') + 1).replace(",", ""));
    String text = new String(bytes, StandardCharsets.UTF_16LE);
    return switch (type) {
      case "hex" -> new RegistryValue(ValueType.BINARY, HexFormat.of().formatHex(bytes));
      case "hex(2)" -> new RegistryValue(ValueType.EXPAND_SZ, text.replace("\0", ""));
      case "hex(7)" -> RegistryValue.texts(List.of(text.split("\0")));
      case "hex(b)" -> new RegistryValue(ValueType.QWORD, "0x" + bytes[0]);
      default -> throw new IllegalArgumentException(data);
    };
  }
}
