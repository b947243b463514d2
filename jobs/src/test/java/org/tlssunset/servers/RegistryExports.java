package org.tlssunset.servers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tlssunset.servers.registry.RegistryValue;
import org.tlssunset.servers.registry.ValueType;

/** Writes a registry as Windows' tools would. */
enum RegistryExports {
  REG_FILE {
    @Override
    String of(RegistryModel model) {
      StringBuilder text = new StringBuilder("Windows Registry Editor Version 5.00\r\n");
      model
          .content()
          .forEach(
              (path, values) -> {
                text.append("\r\n[").append(path).append("]\r\n");
                values.forEach(
                    (name, value) ->
                        text.append('"')
                            .append(name)
                            .append("\"=")
                            .append(regData(value))
                            .append("\r\n"));
              });
      return text.append("\r\n").toString();
    }
  },
  REG_QUERY {
    @Override
    String of(RegistryModel model) {
      StringBuilder text = new StringBuilder();
      for (String root : RegistryModel.ROOTS) {
        text.append("\r\nC:\\Temp>reg query \"%s\" /s \r\n".formatted(root));
        below(model, root)
            .forEach(
                (path, values) -> {
                  text.append("\r\n").append(path).append("\r\n");
                  values.forEach(
                      (name, value) ->
                          text.append("    %s    ".formatted(name))
                              .append("%s    ".formatted(value.type().label()))
                              .append(value.data().replace("\n", "\\0"))
                              .append("\r\n"));
                });
      }
      return text.toString();
    }
  },
  CSV {
    @Override
    String of(RegistryModel model) {
      StringBuilder text =
          new StringBuilder("#TYPE System.Management.Automation.PSCustomObject\r\n");
      text.append("\"PSComputerName\";\"Path\";\"Name\";\"Type\";\"Value\"\r\n");
      rows(model)
          .forEach(
              row ->
                  text.append(
                          row.stream()
                              .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                              .collect(Collectors.joining(";")))
                      .append("\r\n"));
      return text.toString();
    }
  },
  JSON {
    @Override
    String of(RegistryModel model) {
      return rows(model).stream()
          .map(
              row ->
                  "{\"Server\": %s, \"PSPath\": %s, \"Property\": %s, \"Kind\": %s, \"Data\": %s}"
                      .formatted(row.stream().map(RegistryExports::json).toArray()))
          .collect(Collectors.joining(",\n", "[", "]\n"));
    }
  };

  abstract String of(RegistryModel model);

  /** HealthChecker's report, which knows of no other values; its paths are all wrong. */
  static String report(RegistryModel model) {
    StringBuilder text =
        new StringBuilder(
            """
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
            <Obj RefId="0"><MS><Obj N="OSInformation"><MS><Obj N="BuildInformation"><MS>
            <S N="FriendlyName">Windows Server 2022</S></MS></Obj></MS></Obj>
            <S N="ServerName">EX01</S>
            <Obj N="ExchangeInformation"><MS><Obj N="BuildInformation"><MS>
            <S N="FriendlyName">Exchange SE</S></MS></Obj></MS></Obj>
            """);
    for (String version : List.of("1.0", "1.1", "1.2", "1.3")) {
      text.append("<Obj N=\"Value\"><MS><S N=\"TLSVersion\">%s</S>\n".formatted(version));
      for (String side : List.of("Client", "Server")) {
        String path = RegistryModel.SCHANNEL + "\\Protocols\\TLS " + version + "\\" + side;
        text.append("<S N=\"%sRegistryPath\">SYSTEM\\Nowhere</S>\n".formatted(side));
        for (String name : List.of("Enabled", "DisabledByDefault")) {
          text.append(property(side + name + "Value", model, path, name));
        }
      }
      text.append("</MS></Obj>\n");
    }
    for (String version : List.of("v2.0.50727", "v4.0.30319")) {
      text.append("<Obj N=\"Value\"><MS><S N=\"NetVersion\">%s</S>\n".formatted(version));
      for (String name : List.of("SystemDefaultTlsVersions", "SchUseStrongCrypto")) {
        String path = RegistryModel.NET + "\\" + version;
        text.append(property(name + "Value", model, path, name));
        String wow = RegistryModel.NET32 + "\\" + version;
        text.append(property("Wow" + name + "Value", model, wow, name));
      }
      text.append("</MS></Obj>\n");
    }
    return text.append("</MS></Obj></Objs>\n").toString();
  }

  private static String property(String property, RegistryModel model, String path, String name) {
    RegistryValue value = model.content().getOrDefault(path, Map.of()).get(name);
    if (value == null) {
      return "<Nil N=\"%s\" />\n".formatted(property);
    }
    return value.type() == ValueType.DWORD
        ? "<I32 N=\"%s\">%d</I32>\n"
            .formatted(property, Integer.parseUnsignedInt(value.data().substring(2), 16))
        : "<S N=\"%s\">%s</S>\n".formatted(property, value.data().replace("&", "&amp;"));
  }

  private static Map<String, Map<String, RegistryValue>> below(RegistryModel model, String root) {
    Map<String, Map<String, RegistryValue>> content = model.content();
    content.keySet().removeIf(path -> !(path + "\\").startsWith(root + "\\"));
    return content;
  }

  private static List<List<String>> rows(RegistryModel model) {
    List<List<String>> rows = new ArrayList<>();
    String provider = "Microsoft.PowerShell.Core\\Registry::";
    RegistryModel.ROOTS.forEach(root -> rows.add(List.of("EX01", provider + root, "", "", "")));
    model
        .content()
        .forEach(
            (path, values) -> {
              rows.add(List.of("EX01", provider + path, "", "", ""));
              values.forEach(
                  (name, value) ->
                      rows.add(
                          List.of(
                              "EX01", provider + path, name, value.type().label(), value.data())));
            });
    return rows;
  }

  private static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String regData(RegistryValue value) {
    String data = value.data();
    return switch (value.type()) {
      case DWORD -> "dword:%08x".formatted(Integer.parseUnsignedInt(data.substring(2), 16));
      case SZ -> '"' + data.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case EXPAND_SZ -> "hex(2):" + wide(data + "\0");
      case MULTI_SZ -> "hex(7):" + wide(data.replace('\n', '\0') + "\0\0");
      case QWORD -> "hex(b):01,00,00,00,00,00,00,00";
      default -> "hex:" + HexFormat.ofDelimiter(",").formatHex(HexFormat.of().parseHex(data));
    };
  }

  /** Bytes over several lines, as regedit wraps them. */
  private static String wide(String text) {
    String bytes = HexFormat.ofDelimiter(",").formatHex(text.getBytes(StandardCharsets.UTF_16LE));
    return bytes.replaceAll("(.{60},)", "$1\\\\\r\n  ");
  }
}
