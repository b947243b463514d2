package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A text in 16 bits, or what begins like one, is read as Java decodes it. */
public final class EncodingFuzz {

  private static final AnyLog LOG = new AnyLog();
  private static final String MARK = "\uFEFF";

  /** Buffers on the way are of these many bytes or characters, or half as many. */
  private static final List<Integer> BUFFERS = List.of(0, 4_096, 8_192, 32_768, 65_536);

  private EncodingFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Random random = new Random(Arrays.hashCode(input));
    LOG.check(input, "u_ex240304.log");
    boolean isLittle = random.nextBoolean();
    Charset charset = isLittle ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    checkDecoded(input, isLittle, charset, random);
    String text = MARK + new String(input, StandardCharsets.UTF_8);
    LOG.check(text.getBytes(charset), "u_ex240304.log");
    Reading.Log sixteen = LOG.read(text.getBytes(charset), "u_ex240304.log", false);
    Reading.Log eight = LOG.read(text.getBytes(StandardCharsets.UTF_8), "u_ex240304.log", false);
    assertThat(sixteen).isEqualTo(eight);
  }

  /** Any bytes, broken characters too, wherever buffers cut them. */
  private static void checkDecoded(byte[] input, boolean isLittle, Charset charset, Random random)
      throws IOException {
    int buffer = BUFFERS.get(random.nextInt(BUFFERS.size()));
    byte[] padded = new byte[Math.max(0, buffer - random.nextInt(4)) + input.length];
    Arrays.fill(padded, 0, padded.length - input.length, (byte) 'x');
    System.arraycopy(input, 0, padded, padded.length - input.length, input.length);
    TextEncoding encoding = isLittle ? TextEncoding.UTF16LE : TextEncoding.UTF16BE;
    byte[] expected = new String(padded, charset).getBytes(StandardCharsets.UTF_8);
    int atOnce = buffer == 0 ? 1 + random.nextInt(9) : buffer - random.nextInt(9);
    try (InputStream in = encoding.toUtf8(new Trickle(padded, atOnce))) {
      assertThat(in.readAllBytes()).isEqualTo(expected);
    }
  }
}
