package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tlssunset.logs.LogSettings;

class IisHeadersTest {

  private final IisHeaders headers = new IisHeaders(LogSettings.DEFAULTS);

  @Test
  void aHeaderIsReadOnce() {
    IisFields first = headers.fields(" date time Crypt_Protocol");

    assertThat(first).isEqualTo(IisFields.of("date time Crypt_Protocol", LogSettings.DEFAULTS));
    assertThat(first.cryptProtocol()).isEqualTo(2);
    assertThat(headers.fields(" date time Crypt_Protocol")).isSameAs(first);
    assertThat(headers.fields(" time date").date()).isEqualTo(1);
  }

  @Test
  void oneThatIsLongIsNotKept() {
    String header = " date" + " x".repeat(5_000);

    assertThat(headers.fields(header))
        .isEqualTo(headers.fields(header))
        .isNotSameAs(headers.fields(header));
  }
}
