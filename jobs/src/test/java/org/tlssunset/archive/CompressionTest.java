package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.tlssunset.Samples;
import org.tlssunset.logs.LineCounts;

/** A packed log tells what the plain one does, or is named as damaged. */
class CompressionTest {

  private static final byte[] LOG = IisText.clean(2_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void tellsWhatThePlainLogTells(Packing packing) throws IOException {
    Reading.Log plain = Reading.only(file("plain.log", LOG));
    assertThat(plain.counts()).isEqualTo(new LineCounts(2_004, 2_000, 4, 0, plain.rows().size()));
    for (String name : new String[] {"u_ex.log", "u_ex.gz", "u_ex.txt.zst"}) {
      assertTellsTheSame(Reading.only(file(name, packing.pack(LOG))), plain);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatARealLogTells(Packing packing) throws IOException {
    for (String sample :
        new String[] {"iis/W3SVC1/u_ex201210_x.log", "iis/W3SVC1/u_ex210611.log"}) {
      Path real = Samples.path(sample);
      Path site = Files.createDirectories(folder.resolve("W3SVC1")); // the folder tells, too
      Path packed = Files.write(site.resolve("real"), packing.pack(Files.readAllBytes(real)));
      assertTellsTheSame(Reading.only(packed), Reading.only(real));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ZIP")
  void allMembersAreRead(Packing packing) throws IOException {
    byte[] members =
        join(
            packing.pack(Arrays.copyOf(LOG, 1_001)),
            packing.pack(new byte[0]),
            packing.pack(Arrays.copyOfRange(LOG, 1_001, 90_000)),
            packing.pack(Arrays.copyOfRange(LOG, 90_000, LOG.length)));
    assertTellsTheSame(
        Reading.only(file("members", members)), Reading.only(file("plain.log", LOG)));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ZIP")
  void aDamagedLaterMemberIsNoEnd(Packing packing) throws IOException {
    byte[] first = packing.pack(Arrays.copyOf(LOG, 90_000));
    byte[] second = packing.pack(Arrays.copyOfRange(LOG, 90_000, LOG.length));
    for (int at = 0; at < 4; at++) {
      byte[] flipped = second.clone();
      flipped[at] ^= 0x40;
      assertThat(Reading.only(file("flipped", join(first, flipped))).end())
          .as("byte %d of the second member", at)
          .startsWith("unreadable: ")
          .contains("copy it again");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ZIP")
  void aLaterMemberThatIsCutIsNoEnd(Packing packing) throws IOException {
    // Both in one stretch of input, and in several.
    assertCutsAreFound(packing, IisText.clean(50), IisText.clean(300));
    assertCutsAreFound(packing, noise(5_000), noise(5_000));
    assertCutsAreFound(packing, noise(128 * 1024), noise(200));
  }

  private static void assertCutsAreFound(Packing packing, byte[] first, byte[] second)
      throws IOException {
    byte[] before = packing.pack(first);
    byte[] after = packing.pack(second);
    for (int length = 0; length <= after.length; length++) {
      boolean isNearAnEnd = length < 64 || length > after.length - 64;
      if (!isNearAnEnd && length % 29 != 0) {
        continue;
      }
      byte[] cut = join(before, Arrays.copyOf(after, length));
      InputStream unpacked = Compression.of(cut, cut.length).unpack(new ByteArrayInputStream(cut));
      if (length == 0) {
        assertThat(unpacked.readAllBytes()).isEqualTo(first);
      } else if (length == after.length) {
        assertThat(unpacked.readAllBytes()).isEqualTo(join(first, second));
      } else {
        assertThatThrownBy(unpacked::readAllBytes)
            .as("%d of %d bytes of the second member", length, after.length)
            .isInstanceOf(IOException.class);
      }
      unpacked.close();
    }
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(3).nextBytes(noise);
    return noise;
  }

  @Test
  void aFileThatEndsWithinALaterFrameIsNamed() throws IOException {
    byte[] second = Packing.ZSTD.pack(IisText.clean(300));
    for (int length : new int[] {1, 3, 20, second.length - 1}) {
      byte[] cut = join(Packing.ZSTD.pack(LOG), Arrays.copyOf(second, length));
      assertThat(Reading.only(file("cut.zst", cut)).end())
          .isEqualTo(
              "unreadable: ends too early (truncated zstd frame): copy it again from where it"
                  + " came");
    }
  }

  @ParameterizedTest
  @EnumSource
  void truncatedFilesAreNamed(Packing packing) throws IOException {
    byte[] packed = packing.pack(LOG);
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      int length = i == 0 ? packed.length - 1 : 6 + random.nextInt(packed.length - 7);
      Reading.Log log = Reading.only(file("cut", Arrays.copyOf(packed, length)));
      assertThat(log.end())
          .as("%d of %d bytes", length, packed.length)
          .startsWith("unreadable: ")
          .contains("copy it again");
    }
  }

  @ParameterizedTest
  @EnumSource
  void flippedBitsAreFoundOrHarmless(Packing packing) throws IOException {
    byte[] packed = packing.pack(LOG);
    Reading.Log plain = Reading.only(file("plain.log", LOG));
    Random random = new Random(2);
    int found = 0;
    for (int i = 0; i < 100; i++) {
      byte[] flipped = packed.clone();
      // Past the mark: a file without it is no packed file.
      flipped[6 + random.nextInt(packed.length - 6)] ^= (byte) (1 << random.nextInt(8));
      Reading.Log log = Reading.only(file("flipped", flipped));
      if (log.end().equals(Reading.DONE)) {
        assertThat(log.requests()).isEqualTo(plain.requests());
      } else {
        // Where checksums stand at the end, a damaged beginning may be judged first.
        assertThat(log.end()).matches("(?s)(unreadable|unrecognised): .+");
        found++;
      }
    }
    assertThat(found).isGreaterThan(60);
  }

  @Test
  void gzipHeadersMayHoldAllThatTheFormatAllows() throws IOException {
    byte[] packed = Packing.GZIP.pack(LOG);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(packed, 0, 3);
    file.write(2 | 4 | 8 | 16);
    file.write(packed, 4, 6);
    file.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
    file.writeBytes("u_ex240304.log\0copied by hand\0".getBytes(StandardCharsets.US_ASCII));
    CRC32 checksum = new CRC32();
    checksum.update(file.toByteArray());
    file.write((int) checksum.getValue() & 0xff);
    file.write((int) checksum.getValue() >> 8 & 0xff);
    file.write(packed, 10, packed.length - 10);
    assertTellsTheSame(
        Reading.only(file("all", file.toByteArray())), Reading.only(file("plain.log", LOG)));
  }

  @Test
  void onlyZerosMayFollowAGzipMember() throws IOException {
    byte[] packed = Packing.GZIP.pack(LOG);
    assertTellsTheSame(
        Reading.only(file("padded", join(packed, new byte[100_000]))),
        Reading.only(file("plain.log", LOG)));
    assertThat(Reading.only(file("trailed", join(packed, new byte[] {'x'}))).end())
        .isEqualTo(
            "unreadable: cannot be read to its end (damaged: what follows a gzip member is none):"
                + " copy it again from where it came");
  }

  @Test
  void zstdMayBeginWithASkippableFrame() throws IOException {
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
    assertTellsTheSame(
        Reading.only(file("pzstd", join(skippable, Packing.ZSTD.pack(LOG)))),
        Reading.only(file("plain.log", LOG)));
  }

  @Test
  void zstdMayEndWithASkippableFrame() throws IOException {
    byte[] skippable = {0x5f, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
    byte[] packed = Packing.ZSTD.pack(LOG);
    assertTellsTheSame(
        Reading.only(file("tail", join(packed, skippable, skippable))),
        Reading.only(file("plain.log", LOG)));
    for (int length = 1; length < skippable.length; length++) {
      byte[] cut = join(packed, skippable, Arrays.copyOf(skippable, length));
      assertThat(Reading.only(file("cut", cut)).end()).startsWith("unreadable: ends too early");
    }
  }

  @Test
  void whatIsPackedTwiceIsNotGuessed() throws IOException {
    byte[] twice = Packing.XZ.pack(Packing.GZIP.pack(LOG));
    assertThat(Reading.only(file("twice.xz", twice)).end())
        .isEqualTo("unrecognised: is packed twice: unpack it once");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ZIP")
  void packedNothingIsEmpty(Packing packing) throws IOException {
    assertThat(Reading.only(file("empty", packing.pack(new byte[0]))).end())
        .isEqualTo(Reading.EMPTY);
  }

  @ParameterizedTest
  @EnumSource
  void aBombIsPassedOver(Packing packing) throws IOException {
    byte[] bomb = new byte[4 << 20];
    System.arraycopy(LOG, 0, bomb, 0, LOG.length);
    Reading.Log log = Reading.only(file("bomb", packing.pack(bomb)));
    assertThat(log.end()).isEqualTo(Reading.DONE);
    assertThat(log.counts().used()).isEqualTo(2_000);
    assertThat(log.rejects()).extracting(Reading.Reject::offset).containsExactly((long) LOG.length);
  }

  @Test
  void xzMayNotAskForAnyAmountOfMemory() throws IOException {
    byte[] packed = Packing.XZ.pack(LOG);
    askForMemory(packed);
    assertThat(Reading.only(file("greedy", packed)).end())
        .startsWith("unreadable: needs too much memory to unpack")
        .endsWith("pack it again with a smaller window");
  }

  /** Makes an xz file ask for 768 MiB. */
  static void askForMemory(byte[] packed) {
    // The block header: its size, flags, the filter's number, its properties' size, the dictionary.
    assertThat(Arrays.copyOfRange(packed, 13, 16)).containsExactly(0, 0x21, 1);
    packed[16] = 35;
    CRC32 checksum = new CRC32();
    checksum.update(packed, 12, 8);
    for (int i = 0; i < 4; i++) {
      packed[20 + i] = (byte) (checksum.getValue() >> 8 * i);
    }
  }

  @Test
  void zstdMayNotEither() throws IOException {
    // A frame whose window is 2 GiB.
    byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xa8, 1, 0, 0};
    assertThat(Reading.only(file("greedy", frame)).end())
        .startsWith("unreadable: needs too much memory to unpack");
  }

  private static void assertTellsTheSame(Reading.Log packed, Reading.Log plain) {
    assertThat(packed.end()).isEqualTo(plain.end());
    assertThat(packed.rows()).isEqualTo(plain.rows());
    assertThat(packed.rejects()).isEqualTo(plain.rejects());
    assertThat(packed.counts()).isEqualTo(plain.counts());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
