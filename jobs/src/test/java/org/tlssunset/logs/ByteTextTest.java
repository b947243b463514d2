package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.RandomCases;

class ByteTextTest {

  private static final Charset CP1252 = Charset.forName("windows-1252");

  /** Characters that stand for one byte each. */
  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return ByteText.UTF8.text(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "D\\M\u00fcller, D\\M\\xfcller",
    "D\\M\u00f6ller, D\\M\\xf6ller",
    "M\u00fcller, M\\xfcller",
    "\u00fc\u00fc, \\xfc\\xfc",
    "M\u00c3\u00bcller, M\u00fcller", // UTF-8
    "M\u00c3\u00bcller \u00fc, M\u00fcller \\xfc",
    "a\u00e2\u0082, a\\xe2\\x82",
    "D\\M\\xfcller, D\\M\\x5cxfcller",
    "D\\xfcller, D\\xfcller",
    "CORP\\xa1234, CORP\\xa1234",
    "CORP\\xa1234\u00fc, CORP\\x5cxa1234\\xfc",
    "a b\\xfc, a b\\x5cxfc",
    "D\\x5cx, D\\x5cx",
    "D\\E\\x5cx, D\\E\\x5cx5cx",
    "D\\E\\x41, D\\E\\x41",
  })
  void bytesThatAreNoTextStayVisible(String latin1, String text) {
    assertThat(text(bytes(latin1))).isEqualTo(text);
    byte[] within = bytes("\u00fc" + latin1 + "\u00fc");
    assertThat(ByteText.UTF8.text(within, 1, within.length - 1)).isEqualTo(text);
  }

  @Test
  void theReplacementCharacterItselfIsAText() {
    byte[] bytes = "a\uFFFDb\\c".getBytes(StandardCharsets.UTF_8);
    assertThat(text(bytes)).isEqualTo("a\uFFFDb\\c");
  }

  @ParameterizedTest
  @CsvSource({
    "GET CORP\\xa1234, GET CORP\\xa1234",
    "GET D\\M\u00fcller D\\E\\xfc, GET D\\M\\xfcller D\\E\\xfc",
  })
  void forPeopleToReadBackslashesStay(String latin1, String text) {
    byte[] line = bytes(latin1);
    assertThat(ByteText.UTF8.shown(line, 0, line.length)).isEqualTo(text);
  }

  @Test
  void inACodePageEveryByteIsACharacterThatItHas() {
    ByteText text = ByteText.of(CP1252);
    byte[] name = bytes("D\\M\u00fcller \u0080\u0081");
    assertThat(text.text(name, 0, name.length)).isEqualTo("D\\M\u00fcller \u20ac\\x81");
    byte[] utf8 = "\u00fc".getBytes(StandardCharsets.UTF_8);
    assertThat(text.text(utf8, 0, utf8.length)).isEqualTo("\u00c3\u00bc");
  }

  /** What stands for a byte and what stands for itself can always be told apart. */
  @Test
  void differentBytesAreDifferentTexts() {
    RandomCases.each(
        2_000,
        random -> {
          byte[] one = made(random);
          byte[] other = random.nextBoolean() ? made(random) : changed(one, random);
          assertThat(text(one).equals(text(other))).isEqualTo(Arrays.equals(one, other));
          assertThat(original(text(one))).isEqualTo(one);
        });
  }

  /** With a letter that is no domain's before all else. */
  private static byte[] made(Random random) {
    String[] parts = {"\\", "x", "5c", "fc", "a", "\u00fc", "\u00c3\u00bc", "\\xfc", "\\x5c", " "};
    StringBuilder made = new StringBuilder("~");
    for (int i = random.nextInt(6); i >= 0; i--) {
      made.append(parts[random.nextInt(parts.length)]);
    }
    return bytes(made.toString());
  }

  /** The same with one byte written out. */
  private static byte[] changed(byte[] bytes, Random random) {
    String latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = random.nextInt(latin1.length());
    String written = "\\x" + HexFormat.of().toHexDigits((byte) latin1.charAt(at));
    return bytes(latin1.substring(0, at) + written + latin1.substring(at + 1));
  }

  /** The bytes, read back plainly. */
  private static byte[] original(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * text.length());
    for (int at = 0; at < text.length(); ) {
      if (text.substring(at).matches("(?s)\\\\x([89a-f][0-9a-f]|5c).*")) {
        bytes.put(HexFormat.of().parseHex(text, at + 2, at + 4));
        at += 4;
      } else {
        try {
          String one = text.substring(at, at + Character.charCount(text.codePointAt(at)));
          bytes.put(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(one)));
          at += one.length();
        } catch (CharacterCodingException e) {
          throw new AssertionError(e);
        }
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
