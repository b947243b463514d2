package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tlssunset.logs.IpText;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.schema.TlsOutcome;

/** What holds for any text as those fields of an IIS log that have a form of their own. */
public final class AnyIisField {

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
    assertThat(ForwardedFor.client(text, IpText::parse)).isEqualTo(client(text));
  }

  /** The client of a list, read plainly. */
  private static Optional<IpText> client(String list) {
    List<IpText> addresses =
        Arrays.stream(list.split(",", -1))
            .map(entry -> IpText.parse(entry.replaceAll("^[+ ]+|[+ ]+$", "")))
            .flatMap(Optional::stream)
            .toList();
    Optional<IpText> last =
        addresses.stream().filter(ip -> !ip.isPrivate()).reduce((one, next) -> next);
    return last.isPresent() ? last : addresses.stream().findFirst();
  }
}
