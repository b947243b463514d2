package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisteredNameTest {

  @ParameterizedTest
  @CsvSource({
    "mx1.contoso.com, contoso.com",
    "MX1.Mail.CONTOSO.com, contoso.com",
    "contoso.com, contoso.com",
    "mx1.contoso.com., contoso.com",
    "' mx1.contoso.com ', contoso.com",
    "mx1.contoso.co.uk, contoso.co.uk",
    "contoso.co.uk, contoso.co.uk",
    "mx1.contoso.com.au, contoso.com.au",
    "mx.contoso.local, contoso.local",
    "a.b.mx.contoso.local, contoso.local",
    "a.b.northwind.example, northwind.example",
    "CO.UK, co.uk",
    "com, com",
    "EX01, ex01",
    "scan_7.contoso.com, contoso.com",
    "mx1.münchen.de, münchen.de"
  })
  void aHostBelongsToWhoHasRegisteredItsName(String host, String registered) {
    assertThat(RegisteredName.of(host)).isEqualTo(registered);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "-",
        "192.0.2.7",
        "10.1",
        "1234",
        "[192.0.2.7]",
        "2001:db8::1",
        "a b.com",
        "****",
        "x..com"
      })
  void whatIsNoNameOfAHostHasNone(String name) {
    assertThat(RegisteredName.of(name)).isNull();
  }
}
