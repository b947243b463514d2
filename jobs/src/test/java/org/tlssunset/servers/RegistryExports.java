package org.tlssunset.servers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tlssunset.servers.registry.RegistryValue;

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
