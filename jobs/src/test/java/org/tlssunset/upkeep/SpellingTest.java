package org.tlssunset.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.17   | a 192.0.2.17 b                           | true",
        "192.0.2.17   | ,10.0.0.5:25,192.0.2.17:4711,            | true",
        "192.0.2.17   | [::ffff:192.0.2.17]:4711                 | true",
        "192.0.2.17   | from 192.0.2.17.                         | true",
        "192.0.2.17   | 192.0.2.170                              | false",
        "192.0.2.17   | 192.0.2.17.4                             | false",
        "192.0.2.17   | 1192.0.2.17                              | false",
        "192.0.2.17   | 5.192.0.2.17                             | false",
        "192.0.2.17   | 192x0.2.17                               | false",
        "2001:db8::17 | 2001:db8::17                             | true",
        "2001:db8::17 | [2001:DB8::17]:25                        | true",
        "2001:db8::17 | 2001:db8:0:0:0:0:0:17,                   | true",
        "2001:db8::17 | 2001:0db8:0000:0000:0000:0000:0000:0017  | true",
        "2001:db8::17 | 2001:db8:0:0::17                         | true",
        "2001:db8::17 | 2001:db8:0::0:0:17                       | true",
        "2001:db8::17 | 2001:db8::17%12                          | true",
        "2001:db8::17 | 2001:db8::1:17                           | false",
        "2001:db8::17 | 2001:db8::17:1                           | false",
        "2001:db8::17 | 12001:db8::17                            | false",
        "2001:db8::17 | 2001:db8::171                            | false",
        "::1          | ::1                                      | true",
        "::1          | 0:0:0:0:0:0:0:1                          | true",
        "::1          | fe80::1                                  | false",
        "::           | ::                                       | true",
        "fe80::1%3    | fe80::1                                  | true",
      })
  void addresses(String address, String text, boolean isThere) {
    assertThat(found(Spelling.ofAddress(address), text)).isEqualTo(isThere);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice        | 'POST - alice 1'      | true",
        "alice        | 'User Name:ALICE'     | true",
        "alice        | 'alice: denied'       | true",
        "alice        | 'CORP\\alice'         | true",
        "alice        | 'malice alice2'       | false",
        "alice        | 'alice.smith'         | false",
        "alice        | 'the end of alice.'   | true",
        "MÜLLER       | 'müller'              | true",
        "Scan Service | 'Scan+Service'        | true",
        "Scan Service | 'scan service'        | true",
        "CORP\\a.b    | 'corp\\a.b'           | true",
        "CORP\\a.b    | 'corp\\axb'           | false",
        "D\\Müller    | 'GET D\\M\\xfcller 443' | true",
        "D\\Müller    | 'GET D\\m\\xc3\\xbcller' | true",
        "D\\Müller    | 'GET D\\Muller 443'    | false",
        "D\\M\\xfcller | 'GET D\\M\\xfcller 443' | true",
        "D\\M\\xfcller | 'GET D\\M\\xf6ller 443' | false",
        "ller         | 'GET D\\M\\xfcller 443' | false",
        "Ren          | 'GET D\\Ren\\xe9 443'   | false",
        "René         | 'GET D\\Ren\\xe9 443'   | true",
        "René         | 'GET D\\Ren\\xe9e 443'  | true",
        "\\Ex\\Q       | '\\ex\\q'              | true",
      })
  void names(String name, String text, boolean isThere) {
    assertThat(found(Spelling.ofName(name), text)).isEqualTo(isThere);
  }

  private static boolean found(String spelling, String text) {
    return Pattern.compile("(?iu)(?:" + spelling + ")").matcher(text).find();
  }
}
