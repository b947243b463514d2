package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.ByteText;
import org.tlssunset.logs.IpText;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.TextPool;

/** What holds for any text as those fields of an SMTP log that have a form of their own. */
public final class AnySmtpField {

  private static final TextPool TEXTS = new TextPool(ByteText.UTF8);
  private static final AddressPool ADDRESSES = new AddressPool();

  private AnySmtpField() {}

  /** The text as a TLS line and as a header. */
  public static void check(String text) {
    SmtpTls.of(SmtpTls.BEGINNING + text)
        .ifPresent(tls -> assertThat(tls.version()).isNotEmpty().doesNotContain(" with "));
    SmtpFields.of(text);
  }

  /** The bytes as the end of a connection. */
  public static void checkEndpoint(byte[] input) {
    byte[] buffer = Arrays.copyOf(input, input.length + LogParser.SLACK);
    SmtpEndpoint end = SmtpEndpoint.of(buffer, 0, input.length, TEXTS, ADDRESSES);
    if (end == null) {
      assertThat(input).isEmpty();
      return;
    }
    assertThat(IntStream.rangeClosed(0, input.length))
        .as("a stretch of the bytes, which alone may be shown otherwise than among all")
        .anyMatch(
            to ->
                ByteText.UTF8.text(input, 0, to).equals(end.host())
                    || (to > 0 && ByteText.UTF8.text(input, 1, to).equals(end.host())));
    assertThat(Optional.ofNullable(end.address())).isEqualTo(IpText.parse(end.host()));
    if (end.port() != null) {
      assertThat(end.port()).isBetween(0, 65_535);
    }
  }
}
