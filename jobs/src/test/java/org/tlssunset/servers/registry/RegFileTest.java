package org.tlssunset.servers.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.Stores;
import org.tlssunset.archive.TextFiles;

class RegFileTest {

  private static final String SCHANNEL =
      "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL";

  @TempDir private Path folder;

  private static FoundExports read(String text) {
    try {
      return Exports.read(
          new ExportName("EX01.reg", "EX01", LocalDate.of(2026, 3, 1)), new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Registry registry(String text) {
    FoundExports found = read(text);
    assertThat(found.unread()).isEmpty();
    assertThat(found.exports()).hasSize(1);
    return found.exports().get(0).registry();
  }

  private static String value(Registry registry, String name) {
    return registry.look(SCHANNEL, name).shown();
  }

  @Test
  void allTypesAreRead() {
    Registry registry =
        registry(
            """
            Windows Registry Editor Version 5.00

            ; made by hand
            [HKLM\\system\\CURRENTCONTROLSET\\Control\\SecurityProviders\\Schannel]
            @="the \\"default\\""
            "number"=dword:ffffffff ; all bits
            "text"="C:\\\\Temp; [x]"
            "lines"="one
            two"
            "bytes"=hex:01,0a,\\
              ff
            "expand"=hex(2):25,00,61,00,25,00,00,00
            "several"=hex(7):61,00,00,00,62,00,00,00,00,00
            "long"=hex(b):02,00,00,00,00,00,00,00
            "small"=hex(4):01,00,00,00
            "none"=hex(0):
            "odd name=\\"x\\""=dword:1

            """);

    assertThat(value(registry, "")).isEqualTo("REG_SZ the \"default\"");
    assertThat(value(registry, "NUMBER")).isEqualTo("0xffffffff");
    assertThat(value(registry, "text")).isEqualTo("REG_SZ C:\\Temp; [x]");
    assertThat(value(registry, "lines")).isEqualTo("REG_SZ one two");
    assertThat(value(registry, "bytes")).isEqualTo("REG_BINARY 010aff");
    assertThat(value(registry, "expand")).isEqualTo("REG_EXPAND_SZ %a%");
    assertThat(value(registry, "several")).isEqualTo("REG_MULTI_SZ a b");
    assertThat(value(registry, "long")).isEqualTo("REG_QWORD 0x2");
    assertThat(value(registry, "small")).isEqualTo("0x1");
    assertThat(value(registry, "none")).isEqualTo("REG_NONE ");
    assertThat(value(registry, "odd name=\"x\"")).isEqualTo("0x1");
    assertThat(value(registry, "other")).isEqualTo("absent");
  }

  @Test
  void whatIsBelowAnExportedKeyIsKnownToBeAbsentAndNothingElse() {
    Registry registry =
        registry(
            "REGEDIT4\n\n[" + SCHANNEL + "\\Protocols]\n\n[" + SCHANNEL + "\\Protocols\\A]\n\n");

    assertThat(registry.key(SCHANNEL + "\\Protocols\\TLS 1.2")).isEqualTo(Known.ABSENT);
    assertThat(registry.look(SCHANNEL + "\\Protocols\\TLS 1.2\\Client", "Enabled").isAbsent())
        .isTrue();
    assertThat(registry.key(SCHANNEL)).isEqualTo(Known.PRESENT);
    assertThat(registry.look(SCHANNEL, "x").isKnown()).isFalse();
    assertThat(registry.key(SCHANNEL + "\\Ciphers")).isEqualTo(Known.UNKNOWN);
    assertThat(registry.below(SCHANNEL + "\\protocols")).containsExactly("A");
  }

  @Test
  void whatIsDeletedIsAbsent() {
    Registry registry =
        registry(
            "Windows Registry Editor Version 5.00\n\n[-%1$s\\Protocols]\n[%1$s]\n\"x\"=-\n"
                .formatted(SCHANNEL));

    assertThat(registry.key(SCHANNEL + "\\Protocols\\TLS 1.0")).isEqualTo(Known.ABSENT);
    assertThat(registry.look(SCHANNEL, "x").isAbsent()).isTrue();
  }

  @Test
  void theFirstControlSetCountsWhereTheCurrentIsMissing() {
    String first = SCHANNEL.replace("CurrentControlSet", "ControlSet001");
    String header = "Windows Registry Editor Version 5.00\n\n";
    String old = "[" + first + "]\n\"x\"=dword:1\n\n";
    String current = "[" + SCHANNEL + "]\n\"x\"=dword:2\n\n";

    assertThat(value(registry(header + old), "x")).isEqualTo("0x1");
    assertThat(value(registry(header + old), "y")).isEqualTo("absent");
    assertThat(value(registry(header + current + old), "x")).isEqualTo("0x2");
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestGoesOn() {
    FoundExports found =
        read(
            """
            Windows Registry Editor Version 5.00

            [%s]
            "a"=dword:xyz
            "b"=hex(2):1
            nonsense
            "c"=dword:2

            """
                .formatted(SCHANNEL));

    assertThat(found.unread())
        .extracting(UnreadText::sentence)
        .satisfiesExactly(
            text -> assertThat(text).startsWith("EX01.reg:4 has data that are none of its type"),
            text -> assertThat(text).startsWith("EX01.reg:5 has data"),
            text -> assertThat(text).startsWith("EX01.reg:6 is neither a key nor a value"));
    Registry registry = found.exports().get(0).registry();
    assertThat(value(registry, "a")).isEqualTo("unknown");
    assertThat(value(registry, "c")).isEqualTo("0x2");
    assertThat(value(registry, "d")).isEqualTo("unknown");
  }

  @Test
  void aTextThatDoesNotEndTakesNoKeyWithIt() {
    FoundExports found =
        read(
            "Windows Registry Editor Version 5.00\n\n[%1$s]\n\"a\"=\"lost\n\n[%1$s\\Protocols]\n\"b\"=dword:1\n\n"
                .formatted(SCHANNEL));

    assertThat(found.unreadCount()).isEqualTo(1);
    Registry registry = found.exports().get(0).registry();
    assertThat(registry.look(SCHANNEL + "\\Protocols", "b").shown()).isEqualTo("0x1");
    assertThat(registry.look(SCHANNEL, "b").isKnown()).isFalse();
  }

  @Test
  void allEncodingsAreRead() throws IOException {
    String text =
        "Windows Registry Editor Version 5.00\r\n\r\n[%s]\r\n\"Schlüssel\"=\"é\"\r\n\"x\"=dword:00000001\r\n\r\n"
            .formatted(SCHANNEL);
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_16LE, StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
      for (String mark : List.of("\uFEFF", "")) {
        String marked = charset.name().startsWith("UTF") ? mark + text : text;
        Path file = Files.write(folder.resolve("EX07.reg"), marked.getBytes(charset));

        FoundExports found =
            Exports.read(List.of(file.toString()), new TextFiles(Stores.DEFAULT, CodePages.NONE));

        assertThat(found.unread()).isEmpty();
        assertThat(found.exports()).extracting(Export::server).containsExactly("EX07");
        assertThat(value(found.exports().get(0).registry(), "x")).isEqualTo("0x1");
      }
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    RegFile file =
        new RegFile()
            .key(SCHANNEL)
            .value("dword", RegistryValue.dword(-1))
            .value("quote \" and \\", new RegistryValue(ValueType.SZ, "a \"b\" \\ c"))
            .value("lines", new RegistryValue(ValueType.SZ, "a\nb"))
            .value("expand", new RegistryValue(ValueType.EXPAND_SZ, "%é%"))
            .value("texts", RegistryValue.texts(List.of("a", "b")))
            .value("qword", new RegistryValue(ValueType.QWORD, "0x123456789a"))
            .value("bytes", new RegistryValue(ValueType.BINARY, "00ff10"))
            .value("big", new RegistryValue(ValueType.DWORD_BIG_ENDIAN, "0x1"))
            .noValue("gone");
    Registry registry =
        registry(new String(file.bytes(), StandardCharsets.UTF_16LE).substring(1) + "\r\n");

    assertThat(value(registry, "dword")).isEqualTo("0xffffffff");
    assertThat(value(registry, "quote \" and \\")).isEqualTo("REG_SZ a \"b\" \\ c");
    assertThat(registry.look(SCHANNEL, "lines").value())
        .isEqualTo(new RegistryValue(ValueType.SZ, "a\nb"));
    assertThat(value(registry, "expand")).isEqualTo("REG_EXPAND_SZ %é%");
    assertThat(value(registry, "texts")).isEqualTo("REG_MULTI_SZ a b");
    assertThat(value(registry, "qword")).isEqualTo("REG_QWORD 0x123456789a");
    assertThat(value(registry, "bytes")).isEqualTo("REG_BINARY 00ff10");
    assertThat(value(registry, "big")).isEqualTo("REG_DWORD_BIG_ENDIAN 0x1");
    assertThat(new String(file.bytes(), StandardCharsets.UTF_16LE))
        .startsWith("\uFEFFWindows Registry Editor Version 5.00\r\n[HKEY")
        .endsWith("\"gone\"=-\r\n");
  }
}
