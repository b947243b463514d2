package org.tlssunset.logs.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.logs.iis.IisFormat;

/** No case of a specification passes that should not, and what is wrong is said. */
class SpecFileTest {

  private static final String CASE =
      """
      // A comment.

      #Fields: date time c-ip cs-username
      == Two requests
      // Another.
      2024-03-04 07:00:00 10.0.0.1 null
      2024-03-04 07:00:01 10.0.0.1
      2024-03-04 07:00:02 10.0.0.1 null

      -> observation
         started_at = 2024-03-04T07:00:00Z
         observed_on = 2024-03-04
         client_ip = 10.0.0.1  user_name = "null"
         used = null
         requests = 2
         is_probe = false
      -> line 2 rejected: field-count
      """;

  private static List<SpecCase> read(String text) {
    return SpecFile.read("x.txt", text);
  }

  private static String failure(String text) {
    return read(text).get(0).failure(IisFormat.W3C);
  }

  @Test
  void aCaseThatIsAsItSays() {
    assertThat(failure(CASE)).isEmpty();
    assertThat(failure("\uFEFF" + CASE.replace("\n", "\r\n"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client_ip = 10.0.0.1 | client_ip = 10.0.0.2"
            + " | observation 1, client_ip: expected 10.0.0.2, but was 10.0.0.1",
        "client_ip = 10.0.0.1 | client_ip = null"
            + " | observation 1, client_ip: expected null, but was 10.0.0.1",
        "used = null | used = 0 | observation 1, used: expected 0, but was null",
        "requests = 2 | requests = 02 | observation 1, requests: expected 02, but was 2",
        "07:00:00Z | 07:00:01Z"
            + " | observation 1, started_at: expected 2024-03-04T07:00:01Z, but was 2024-03-04T07:00:00Z",
        "\"null\" | null | observation 1, user_name: expected null, but was \"null\"",
        "line 2 | line 3 | rejected: expected [line 3: field-count], but was [line 2: field-count]",
        "field-count | time | rejected: expected [line 2: time], but was [line 2: field-count]",
        "-> line 2 rejected: field-count | // | rejected: expected [], but was [line 2: field-count]",
        "07:00:02 | 09:00:02 | observations: expected 1, but were 2: ",
      })
  void aWrongExpectationFails(String right, String wrong, String message) {
    assertThat(failure(CASE.replace(right, wrong)))
        .startsWith("x.txt:4: Two requests\n")
        .contains(message);
  }

  @Test
  void aRowThatIsMissingFails() {
    assertThat(failure(CASE + "-> observation  used = null\n"))
        .contains("observations: expected 2, but were 1: \n-> observation\n   observed_on = 2024");
    assertThat(failure("== x\n#Fields: time\nx\n-> nothing"))
        .contains("rejected: expected [], but was [line 2: time]");
  }

  @Test
  void theHeadIsThatOfTheFileUnlessTheCaseHasItsOwn() {
    String log = "\n2024-03-04 07:00:00 10.0.0.1\n-> observation\nclient_ip = 10.0.0.1\n";
    List<SpecCase> cases =
        read("#Fields: date time c-ip\n== a" + log + "== b\n#Fields: date time s-ip" + log);
    assertThat(cases.get(0).failure(IisFormat.W3C)).isEmpty();
    assertThat(cases.get(1).failure(IisFormat.W3C)).contains("x.txt:6: b").contains("but was null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | x.txt: has no case",
        "'#Fields: time' | x.txt: has no case",
        "07:00:00 | x.txt:1: stands before the first case",
        "-> nothing | x.txt:1: stands before the first case",
        "==/x/-> nothing | x.txt:1: the case has no title",
        "== a/x/-> nothing/== a/x/-> nothing | x.txt:4: another case has this title, too (case 'a')",
        "== a/-> nothing | x.txt:1: the case has no line of a log (case 'a')",
        "== a/x | x.txt:1: the case does not say what its log gives",
        "== a/x/== b/x/-> nothing | x.txt:1: the case does not say what its log gives",
        "== a/x/-> observation | x.txt:1: an observation of the case has no column",
        "== a/x/-> observation/tls = 1 | x.txt:4: tls_observations has no column 'tls'",
        "== a/x/-> observation/TLS_VERSION = 1 | x.txt:4: tls_observations has no column",
        "== a/x/-> observation/used = | x.txt:4: used has no value: an empty column is 'null'",
        "== a/x/-> observation/used = 1/used = 1 | x.txt:5: used stands there twice",
        "== a/x/-> observation/used 1 | x.txt:4: 'used 1' is no 'column = value'",
        "== a/x/-> observation  used = 1  b | x.txt:3: 'b' is no 'column = value'",
        "== a/x/-> observation used = 1  used = 1 | x.txt:3: used stands there twice",
        "== a/x/-> nothing/used = 1 | x.txt:4: 'used = 1' is no 'column = value' of an observation",
        "== a/x/-> observations | x.txt:3: '-> observations' is none of '-> observation'",
        "== a/x/-> line 1 rejected: odd | x.txt:3: no line is rejected as 'odd', only as one of [field",
        "== a/x/-> nothing/-> line 1 rejected: time | x.txt:1: the case gives nothing and something",
      })
  void whatIsNotUnderstoodIsSaid(String lines, String message) {
    assertThatThrownBy(() -> read(lines.replace('/', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
