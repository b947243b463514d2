package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tlssunset.logs.IpText;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.schema.TlsOutcome;

/** What holds for any text as those fields of an IIS log that have a form of their own. */
public final class AnyIisField {

  /** What {@code Forwarded} names the client by, and something behind it. */
  private static final Pattern FOR = Pattern.compile("(?is)(?:^|(?<=[; +\"]))for=(?=.)([^;]*)");

  private AnyIisField() {}

  /** The text as crypt fields and as a header. */
  public static void check(String text) {
    String[] crypt = text.split(" ", 4);
    IisTls tls = IisTls.of(at(crypt, 0), at(crypt, 1), at(crypt, 2), at(crypt, 3), false);
    if (tls != null) {
      assertThat(tls.version() == null).isEqualTo(tls.outcome() != TlsOutcome.NEGOTIATED);
    }
    IisFields fields = IisFields.of(text, LogSettings.DEFAULTS);
    for (int column : fields.keyRuns()) {
      assertThat(column).isBetween(0, fields.count() - 1);
    }
  }

  private static String at(String[] words, int index) {
    return index < words.length ? words[index] : null;
  }

  /** The text as a list of forwarded addresses. */
  public static void checkForwarded(String text) {
    assertThat(ForwardedList.entries(text, IpText::parse)).isEqualTo(entries(text));
  }

  /** The entries of a list, read plainly. */
  private static List<String> entries(String list) {
    List<String> entries = Arrays.stream(list.split(",", -1)).map(AnyIisField::entry).toList();
    int left = entries.size() - ForwardedList.MOST;
    return left <= 0
        ? entries
        : Stream.concat(Stream.of("unknown"), entries.stream().skip(left)).toList();
  }

  private static String entry(String logged) {
    Matcher parameter = FOR.matcher(logged);
    String address = parameter.find() ? parameter.group(1) : logged;
    return IpText.parse(address.replaceAll("^[+ \"]+|[+ \"]+$", ""))
        .map(IpText::address)
        .orElse("unknown");
  }
}
