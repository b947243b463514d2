package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zip archive is read entry by entry, and none stands in another's way. */
class ZipTest {

  private static final byte[] LOG = IisText.clean(500);

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  @TempDir private Path folder;

  @BeforeEach
  void threeLogs() {
    entries.put("a.log", IisText.clean(300));
    entries.put("W3SVC1/b é 😀.log", IisText.clean(400));
    entries.put("c.log", LOG);
  }

  @Test
  void everyEntryIsALog() throws IOException {
    List<Reading.Log> logs = Reading.of(zip(ZipEntry.DEFLATED));
    assertThat(logs)
        .extracting(log -> log.name().entry())
        .containsExactly("a.log", "W3SVC1/b é 😀.log", "c.log");
    assertThat(logs).extracting(log -> log.counts().used()).containsExactly(300L, 400L, 500L);
    assertThat(logs.get(0).name().sourceFile()).isEqualTo(folder.resolve("logs.zip") + "!/a.log");
    assertThat(Reading.of(zip(ZipEntry.STORED)))
        .extracting(log -> log.counts().used())
        .containsExactly(300L, 400L, 500L);
  }

  /** Whoever packs with a tool that lets two entries have one name gets both. */
  @Test
  void entriesOfOneNameAreTold() throws IOException {
    entries.put("a.log#2", IisText.clean(600));
    Path file = zip(ZipEntry.DEFLATED);
    byte[] bytes = Files.readAllBytes(file);
    for (int nth = 0; nth < 2; nth++) { // where the entry begins, and in the directory
      bytes[find(bytes, "c.log", 0)] = 'a';
    }
    Files.write(file, bytes);
    assertThat(Reading.of(file))
        .extracting(log -> log.name().entry() + ": " + log.counts().used())
        .containsExactly("a.log: 300", "W3SVC1/b é 😀.log: 400", "a.log#3: 500", "a.log#2: 600");
  }

  @Test
  void foldersAndBookkeepingAreLeftOut() throws IOException {
    entries.clear();
    entries.put("W3SVC1/", new byte[0]);
    entries.put("__MACOSX/W3SVC1/._a.log", new byte[] {0, 5, 22, 7});
    entries.put("W3SVC1/.hidden", LOG);
    entries.put("W3SVC1/a.log", LOG);
    assertThat(Reading.of(zip(ZipEntry.DEFLATED)))
        .extracting(log -> log.name().entry())
        .containsExactly("W3SVC1/a.log");
  }

  @Test
  void entriesMayBePackedOnceMore() throws IOException {
    entries.put("d.log.gz", Packing.GZIP.pack(LOG));
    entries.put("e.log.zst", Packing.ZSTD.pack(LOG));
    entries.put("f.zip", Packing.ZIP.pack(LOG));
    entries.put("g.log", "\uFEFF".concat(ascii(LOG)).getBytes(StandardCharsets.UTF_16LE));
    entries.put("h.log", new byte[0]);
    entries.put("i.log.xz", Arrays.copyOf(Packing.XZ.pack(LOG), 100));
    List<Reading.Log> logs = Reading.of(zip(ZipEntry.DEFLATED));
    assertThat(logs.subList(0, 5)).extracting(Reading.Log::end).containsOnly(Reading.DONE);
    assertThat(logs.get(3).rows()).isEqualTo(logs.get(2).rows());
    assertThat(logs.get(4).rows()).isEqualTo(logs.get(2).rows());
    assertThat(logs.get(5).end()).isEqualTo("unrecognised: is packed twice: unpack it once");
    assertThat(logs.get(6).rows()).hasSameSizeAs(logs.get(2).rows());
    assertThat(logs.get(7).end()).isEqualTo(Reading.EMPTY);
    assertThat(logs.get(8).end()).startsWith("unreadable: ends too early");
  }

  @Test
  void anEncryptedEntryIsNamedAndTheOthersCount() throws IOException {
    Path file = zip(ZipEntry.DEFLATED);
    byte[] bytes = Files.readAllBytes(file);
    bytes[find(bytes, "PK\3\4", 1) + 6] |= 1;
    bytes[find(bytes, "PK\1\2", 1) + 8] |= 1;
    Files.write(file, bytes);
    assertThat(Reading.of(file))
        .extracting(Reading.Log::end)
        .containsExactly(
            Reading.DONE,
            "unreadable: is encrypted: unpack it where its password is known",
            Reading.DONE);
  }

  @Test
  void aDamagedEntryIsNamedAndTheOthersCount() throws IOException {
    for (int method : new int[] {ZipEntry.DEFLATED, ZipEntry.STORED}) {
      Path file = zip(method);
      byte[] bytes = Files.readAllBytes(file);
      int second = find(bytes, "PK\3\4", 1);
      for (int at = 200; at < 1_000; at += 50) {
        byte[] damaged = bytes.clone();
        damaged[second + at] ^= 0x10;
        Files.write(file, damaged);
        List<Reading.Log> logs = Reading.of(file);
        assertThat(logs).hasSize(3);
        assertThat(logs.get(0).counts().used()).isEqualTo(300);
        assertThat(logs.get(1).end()).startsWith("unreadable: cannot be read to its end");
        assertThat(logs.get(2).counts().used()).isEqualTo(500);
      }
    }
  }

  @Test
  void anEntryOfAnUnknownMethodIsNamedAndTheOthersCount() throws IOException {
    Path file = zip(ZipEntry.DEFLATED);
    byte[] bytes = Files.readAllBytes(file);
    bytes[find(bytes, "PK\1\2", 0) + 10] = 97;
    Files.write(file, bytes);
    List<Reading.Log> logs = Reading.of(file);
    assertThat(logs).hasSize(3);
    assertThat(logs.get(0).end()).startsWith("unreadable: ");
    assertThat(logs.subList(1, 3)).extracting(Reading.Log::end).containsOnly(Reading.DONE);
  }

  @Test
  void anEntryThatSaysItIsLongerThanAnyFileIsNamed() throws IOException {
    byte[] bytes = raw(ZipEntry.STORED, LOG, Zip64Mode.Always);
    int extra = find(bytes, "PK\1\2", 0) + 46 + "raw.log".length();
    assertThat(Arrays.copyOfRange(bytes, extra, extra + 2)).containsExactly(1, 0);
    Arrays.fill(bytes, extra + 12, extra + 19, (byte) 0xff);
    bytes[extra + 19] = 0x7f;
    assertThat(Reading.only(Files.write(folder.resolve("long.zip"), bytes)).end())
        .startsWith("unreadable: cannot be read to its end (damaged: ");
  }

  @Test
  void anXzEntryIsReadButMayNotAskForAnyAmountOfMemory() throws IOException {
    byte[] packed = Packing.XZ.pack(LOG);
    Path sound =
        Files.write(folder.resolve("xz.zip"), raw(ZipMethod.XZ.getCode(), packed, Zip64Mode.Never));
    assertThat(Reading.only(sound).counts().used()).isEqualTo(500);
    CompressionTest.askForMemory(packed);
    Path greedy =
        Files.write(folder.resolve("xz.zip"), raw(ZipMethod.XZ.getCode(), packed, Zip64Mode.Never));
    assertThat(Reading.only(greedy).end())
        .startsWith("unreadable: needs too much memory to unpack");
  }

  /** An archive of {@link #LOG} alone, packed by a method of which Java knows nothing. */
  private static byte[] raw(int method, byte[] packed, Zip64Mode mode) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(mode);
      ZipArchiveEntry entry = new ZipArchiveEntry("raw.log");
      CRC32 checksum = new CRC32();
      checksum.update(LOG);
      entry.setMethod(method);
      entry.setSize(LOG.length);
      entry.setCompressedSize(packed.length);
      entry.setCrc(checksum.getValue());
      zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed));
    }
    return bytes.toByteArray();
  }

  @Test
  void aCutArchiveIsNamedOnce() throws IOException {
    Path file = zip(ZipEntry.DEFLATED);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {4, 40, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      Reading.Log log = Reading.only(file);
      assertThat(log.name().entry()).isNull();
      assertThat(log.end()).startsWith("unreadable: ends too early (truncated or damaged zip");
    }
  }

  @Test
  void anArchiveOfNothingIsEmpty() throws IOException {
    entries.clear();
    assertThat(Reading.only(zip(ZipEntry.DEFLATED)).end()).isEqualTo(Reading.EMPTY);
    entries.put("folder/", new byte[0]);
    assertThat(Reading.only(zip(ZipEntry.DEFLATED)).end()).isEqualTo(Reading.EMPTY);
  }

  @Test
  void anArchiveIsJudgedByItsFirstEntry() throws IOException {
    LogReader.Probe probe = Reading.reader().probe(Reading.listed(zip(ZipEntry.STORED)));
    assertThat(probe.format()).isNotNull();
    assertThat(probe.isPlain()).isFalse();
  }

  private Path zip(int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        CRC32 checksum = new CRC32();
        checksum.update(each.getValue());
        entry.setMethod(method);
        entry.setSize(each.getValue().length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
    return Files.write(folder.resolve("logs.zip"), bytes.toByteArray());
  }

  /** Where a mark stands for the nth time, counted from 0. */
  private static int find(byte[] bytes, String mark, int nth) {
    String text = ascii(bytes);
    int at = text.indexOf(mark);
    for (int i = 0; i < nth; i++) {
      at = text.indexOf(mark, at + 1);
    }
    return at;
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
