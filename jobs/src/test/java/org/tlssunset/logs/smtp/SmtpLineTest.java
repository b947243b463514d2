package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.LogParser;
import org.tlssunset.schema.RejectReason;

class SmtpLineTest {

  private static final Pattern COLUMN = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\",][^,]*|)");

  @Test
  void splitsAsAPatternDoes() {
    RandomCases.each(
        20_000,
        random ->
            assertSplitsAsThePattern(
                text(random, 0, 30, ",,\"\"a- \r\0\u008A\u00AC\u00FF"), between(random, 1, 9)));
  }

  private static void assertSplitsAsThePattern(String text, int count) {
    SmtpLine line = new SmtpLine(count);
    int end = split(line, text);
    List<String> expected = columns(text.endsWith("\r") ? cut(text) : text);

    int lineEnd = 2 + text.length();
    if (expected == null) {
      assertThat(end).isEqualTo(~lineEnd);
      return;
    }
    if (expected.size() != count) {
      assertThat(end).isEqualTo(~lineEnd);
      assertThat(line.fault()).isIn(RejectReason.FIELD_COUNT, RejectReason.QUOTING);
      return;
    }
    assertThat(end).isEqualTo(lineEnd);
    assertThat(columns(line, text, count)).isEqualTo(expected);
  }

  @Test
  void quotesAreLeftOutAndDoubledOnesStay() {
    SmtpLine line = new SmtpLine(3);
    String text = "\"a,b\",\"say \"\"x\"\"\",\"\"\r";

    assertThat(split(line, text)).isPositive();
    assertThat(columns(line, text, 3)).containsExactly("a,b", "say \"\"x\"\"", "");
  }

  @Test
  void faultsSayWhatIsWrong() {
    SmtpLine line = new SmtpLine(2);
    for (String text : List.of("\"a,b", "\"a\"b,c", "a,\"", "\"a\"\rb,c")) {
      assertThat(split(line, text)).as(text).isEqualTo(~(2 + text.length()));
      assertThat(line.fault()).as(text).isEqualTo(RejectReason.QUOTING);
    }
    for (String text : List.of("a", "a,b,c", "a,b,", "")) {
      assertThat(split(line, text)).as(text).isEqualTo(~(2 + text.length()));
      assertThat(line.fault()).as(text).isEqualTo(RejectReason.FIELD_COUNT);
    }
  }

  @Test
  void theTlsTextIsReadWithoutItsQuotesToo() {
    SmtpLine line = new SmtpLine(2);
    String text = "x,TLS protocol A with strength 256 bits, MAC hash, and more\r";

    assertThat(split(line, text)).isPositive();
    assertThat(columns(line, text, 2))
        .containsExactly("x", "TLS protocol A with strength 256 bits, MAC hash, and more");
  }

  private static int split(SmtpLine line, String text) {
    byte[] bytes = ("xx" + text + "\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] buffer = Arrays.copyOf(bytes, bytes.length + LogParser.SLACK);
    Arrays.fill(buffer, bytes.length, buffer.length, (byte) '"');
    return line.split(buffer, 2);
  }

  private static List<String> columns(SmtpLine line, String text, int count) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(("xx" + text).substring(line.from(i), line.to(i)));
    }
    return columns;
  }

  private static String cut(String text) {
    return text.substring(0, text.length() - 1);
  }

  /** The columns; null if the quotes are not as they should be. */
  private static List<String> columns(String text) {
    List<String> columns = new ArrayList<>();
    Matcher matcher = COLUMN.matcher(text);
    int at = 0;
    while (true) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        return null;
      }
      columns.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
      at = matcher.end();
      if (at == text.length()) {
        return columns;
      }
      if (text.charAt(at) != ',') {
        return null;
      }
      at++;
    }
  }
}
