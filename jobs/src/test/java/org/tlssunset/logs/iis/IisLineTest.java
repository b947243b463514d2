package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.LogParser;

class IisLineTest {

  @Test
  void splitsAsStringsDo() {
    RandomCases.each(
        20_000,
        random ->
            assertSplitsAsAString(
                text(random, 0, 40, "  a!\u001F\t\0\u008A\u00A0\u00FF\r"), between(random, 1, 12)));
  }

  private static void assertSplitsAsAString(String text, int columns) {
    byte[] bytes = ("xx" + text + "\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] buffer = Arrays.copyOf(bytes, bytes.length + LogParser.SLACK);
    Arrays.fill(buffer, bytes.length, buffer.length, (byte) ' ');
    int lineEnd = bytes.length - 1;
    String trimmed = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    String[] expected = trimmed.split(" ", -1);

    IisLine line = new IisLine(columns);
    int end = line.split(buffer, 2);
    if (expected.length != columns) {
      assertThat(end).isEqualTo(~lineEnd);
      return;
    }
    assertThat(end).isEqualTo(lineEnd);
    for (int i = 0; i < columns; i++) {
      int length = line.to(i) - line.from(i);
      assertThat(new String(buffer, line.from(i), length, StandardCharsets.ISO_8859_1))
          .isEqualTo(expected[i]);
      assertThat(line.isEmpty(buffer, i)).isEqualTo(expected[i].isEmpty());
    }
  }
}
