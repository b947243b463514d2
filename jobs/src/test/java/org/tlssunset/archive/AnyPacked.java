package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * What holds for any bytes that are unpacked: they give the text that was packed, whole, or are
 * named as damaged. Bytes that begin as the packing does are read as they are; any others are a
 * text, which is packed first, and then damaged.
 */
final class AnyPacked {

  /** Of a bomb no more is compared, in bytes. */
  private static final int MOST = 1 << 20;

  private static final int MOST_DAMAGES = 3;

  private final Packing packing;
  private final Scratch scratch = new Scratch();
  private final LogReader reader = Reading.reader();
  private final LogReader another = Reading.reader();

  AnyPacked(Packing packing) {
    this.packing = packing;
  }

  void check(byte[] input) throws IOException {
    Random random = new Random(Arrays.hashCode(input));
    Compression compression = Compression.of(input, input.length);
    if (compression.name().equals(packing.name())) {
      checkAsItIs(input, compression, random);
    } else if (compression == Compression.NONE) {
      checkPacked(input, random);
    }
  }

  private void checkAsItIs(byte[] file, Compression compression, Random random) throws IOException {
    List<Reading.Log> logs = read(reader, file);
    assertThat(logs).isNotEmpty();
    for (Reading.Log log : logs) {
      assertThat(log.end()).matches("(?s)read|empty|(unrecognised|unreadable|not read): .+");
    }
    // Another reader, after other files, comes to the same.
    assertThat(read(another, file)).isEqualTo(logs);
    if (compression != Compression.ZIP) {
      checkCuts(file, compression, logs.get(0), random);
    }
  }

  /** However few bytes come at once, the text and where it ends are the same. */
  private static void checkCuts(
      byte[] file, Compression compression, Reading.Log log, Random random) throws IOException {
    Unpacked whole = Unpacked.of(compression, new ByteArrayInputStream(file), 1 << 16);
    Unpacked cut =
        Unpacked.of(compression, new Trickle(file, 1 + random.nextInt(9)), 1 + random.nextInt(999));
    assertThat(cut.failed()).isEqualTo(whole.failed());
    if (!whole.failed()) {
      assertThat(cut.text()).isEqualTo(whole.text());
    }
    if (log.end().equals(Reading.DONE)
        && whole.text().length < MOST
        && TextEncoding.of(whole.text(), Math.min(64, whole.text().length)) == TextEncoding.UTF8) {
      CRC32C sum = new CRC32C();
      sum.update(whole.text());
      assertThat(whole.failed()).isFalse();
      assertThat(log.text().bytes()).isEqualTo(whole.text().length);
      assertThat(log.text().checksum()).isEqualTo((int) sum.getValue());
    }
  }

  private void checkPacked(byte[] text, Random random) throws IOException {
    Reading.Log plain = only(read(another, text));
    byte[] packed = packing.pack(text);
    Reading.Log log = only(read(reader, packed));
    assertThat(log.end()).isEqualTo(plain.end());
    assertThat(log.rows()).isEqualTo(plain.rows());
    assertThat(log.rejects()).isEqualTo(plain.rejects());
    assertThat(log.counts()).isEqualTo(plain.counts());
    assertThat(log.text()).isEqualTo(plain.text());

    int damages = 1 + random.nextInt(MOST_DAMAGES);
    for (int i = 0; i < damages; i++) {
      packed[random.nextInt(packed.length)] ^= (byte) (1 + random.nextInt(255));
    }
    // Its beginning may have become that of another packing, or of none.
    if (Compression.of(packed, packed.length).name().equals(packing.name())) {
      for (Reading.Log damaged : read(reader, packed)) {
        if (damaged.end().equals(Reading.DONE)) {
          assertThat(damaged.text()).isEqualTo(plain.text());
        }
      }
    }
  }

  private List<Reading.Log> read(LogReader by, byte[] file) throws IOException {
    Reading reading = new Reading();
    by.read(scratch.file("u_ex240304.log", file), reading);
    return reading.logs();
  }

  private static Reading.Log only(List<Reading.Log> logs) {
    assertThat(logs).hasSize(1);
    return logs.get(0);
  }

  /**
   * What comes out of an unpacker.
   *
   * @param failed whether it gave up, after this text
   */
  private record Unpacked(byte[] text, boolean failed) {

    static Unpacked of(Compression compression, InputStream packed, int atOnce) throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] buffer = new byte[atOnce];
      try (InputStream in = new GuardedStream(compression.unpack(packed))) {
        int count = 0;
        while (count >= 0 && text.size() < MOST) {
          text.write(buffer, 0, count);
          count = in.read(buffer, 0, Math.min(atOnce, MOST - text.size() + 1));
        }
        return new Unpacked(text.toByteArray(), false);
      } catch (IOException e) {
        return new Unpacked(text.toByteArray(), true);
      }
    }
  }
}
