package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.FORWARDED_FOR;
import static org.tlssunset.schema.ObservationColumn.FORWARDED_TLS_CIPHER;
import static org.tlssunset.schema.ObservationColumn.FORWARDED_TLS_VERSION;
import static org.tlssunset.schema.ObservationColumn.REQUESTS;
import static org.tlssunset.schema.ObservationColumn.SOURCE_LINE;
import static org.tlssunset.schema.ObservationColumn.STARTED_AT;
import static org.tlssunset.schema.ObservationColumn.USED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.SettingsDigest;
import org.tlssunset.schema.ObservationColumn;

/** What rows tell of a peer's claims, and how many rows it can make of them. */
class IisForwardedTest {

  private static final String HEADER =
      "#Fields: date time c-ip cs-username sc-status X-Forwarded-For";

  private static LogSettings settings(String... forwardedFor) {
    return IisReading.settings(
        new ForwardingFields(
            List.of(forwardedFor), List.of("Tls", "SSL-Version"), List.of("Cipher")));
  }

  private static Observation row(LogSettings settings, String fields, String values) {
    String log = "#Fields: date time c-ip " + fields + "\n2024-03-04 07:00:00 10.0.0.9 " + values;
    return IisReading.of(settings, null, log).row();
  }

  private static String request(int second, String peer, String forwarded) {
    return "2024-03-04 07:%02d:%02d %s joe 200 %s"
        .formatted(second / 60 % 60, second % 60, peer, forwarded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For | 203.0.113.7,+10.0.0.8:443 | 203.0.113.7, 10.0.0.8",
        "x_forwarded_for | _hidden,+[2001:DB8::1]:4711 | unknown, 2001:db8::1",
        "cs(X-Forwarded-For) | 203.0.113.7 | 203.0.113.7",
        "X-Forwarded-For | - | ",
        "OriginalIP | 10.1.2.3 | OriginalIP=10.1.2.3",
        "x-real-ip | 10.1.2.3 | X-Real-IP=10.1.2.3",
        "X-Real-IP X-Forwarded-For | 10.1.2.3 203.0.113.7 | 203.0.113.7; X-Real-IP=10.1.2.3",
        "X-Real-IP X-Forwarded-For | 10.1.2.3 - | X-Real-IP=10.1.2.3",
        "X-Real-IP X-Forwarded-For | - 203.0.113.7 | 203.0.113.7",
        "X-Real-IP OriginalIP | 10.1.2.3 x | OriginalIP=unknown; X-Real-IP=10.1.2.3",
        "cs(X-Forwarded-For) X-Forwarded-For | 10.1.2.3 203.0.113.7"
            + " | 203.0.113.7; cs(X-Forwarded-For)=10.1.2.3",
        "cs(X-Forwarded-For) X-Forwarded-For | 10.1.2.3 - | 10.1.2.3",
      })
  void listsInTheOrderOfTheSettings(String fields, String values, String text) {
    Observation row = row(LogSettings.DEFAULTS, fields, values);
    assertThat(row.text(FORWARDED_FOR)).isEqualTo(text);
    assertThat(row.text(CLIENT_IP)).isEqualTo("10.0.0.9");
  }

  @Test
  void xForwardedForComesFirstWhereverTheSettingsHaveIt() {
    LogSettings settings = settings("Real;,=Client", "x-Forwarded_for", "REALCLIENT");
    assertThat(
            row(settings, "X-Forwarded-For Real;,=Client", "1.1.1.1 2.2.2.2").text(FORWARDED_FOR))
        .isEqualTo("1.1.1.1; RealClient=2.2.2.2");
    assertThat(row(settings, "real-client", "2.2.2.2").text(FORWARDED_FOR))
        .isEqualTo("REALCLIENT=2.2.2.2");
  }

  @Test
  void logsAreReadAgainWhenTheTextsWouldBeOthers() {
    Map<String, Long> digests =
        List.of(
                settings("X-Real-IP", "X-Forwarded-For"),
                settings("x-real-ip", "X-Forwarded-For"),
                settings("X-Forwarded-For", "X-Real-IP"),
                settings("X-Real-IP"),
                LogSettings.DEFAULTS)
            .stream()
            .map(settings -> SettingsDigest.of(settings, IisFormat.W3C))
            .collect(Collectors.groupingBy(digest -> digest, Collectors.counting()));
    assertThat(digests).hasSize(5);
    ForwardingFields usual = LogSettings.DEFAULTS.forwarding();
    assertThat(
            SettingsDigest.of(
                IisReading.settings(
                    new ForwardingFields(usual.forwardedFor(), List.of("a"), List.of())),
                IisFormat.W3C))
        .isNotEqualTo(
            SettingsDigest.of(
                IisReading.settings(
                    new ForwardingFields(usual.forwardedFor(), List.of(), List.of("a"))),
                IisFormat.W3C));
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2 -, TLSv1.2",
    "- TLSv1.1, TLSv1.1",
    "TLSv1.2 TLSv1.1, TLSv1.1", // the settings' order, not the log's
    "TLS+1.0 -, TLS 1.0",
    "- -,",
  })
  void theTlsThatThePeerSpeaksOf(String values, String version) {
    Observation row =
        row(settings(), "ssl_version Tls Cipher", values + " ECDHE-RSA-AES256-GCM-SHA384");
    assertThat(row.text(FORWARDED_TLS_VERSION)).isEqualTo(version);
    assertThat(row.text(FORWARDED_TLS_CIPHER)).isEqualTo("ECDHE-RSA-AES256-GCM-SHA384");
    assertThat(row.text(FORWARDED_FOR)).isNull();
    assertThat(row(LogSettings.DEFAULTS, "Tls", "TLSv1.2").get(FORWARDED_TLS_VERSION)).isNull();
  }

  @Test
  void aTextThatIsTooLongForTlsIsNone() {
    String longest = "x".repeat(IisForwardedReader.LONGEST_TLS);
    Observation row = row(settings(), "Tls Cipher", longest + " " + longest + "x");
    assertThat(row.text(FORWARDED_TLS_VERSION)).isEqualTo(longest);
    assertThat(row.text(FORWARDED_TLS_CIPHER)).isNull();
  }

  @Test
  void rowsAreToldApartByEveryClaim() {
    String log =
        """
        #Fields: date time originalip c-ip x-forwarded-for Tls Cipher
        2024-03-04 07:00:00 192.0.2.1 10.0.0.9 - - -
        2024-03-04 07:00:01 - 10.0.0.9 192.0.2.1 - -
        2024-03-04 07:00:02 - 10.0.0.9 - - -
        2024-03-04 07:00:03 192.0.2.1:80 10.0.0.9 - - -
        2024-03-04 07:00:04 - 10.0.0.9 - TLSv1 -
        2024-03-04 07:00:05 - 10.0.0.9 - - TLSv1
        """;
    LogSettings settings = settings("OriginalIP", "X-Forwarded-For");
    assertThat(IisReading.of(settings, null, log).rows())
        .extracting(row -> row.get(FORWARDED_FOR) + " x" + row.get(REQUESTS))
        .containsExactly(
            "OriginalIP=192.0.2.1 x2", "192.0.2.1 x1", "null x1", "null x1", "null x1");
  }

  @Test
  void columnsThatAreReadAreNoUnknownOnes() {
    String log =
        "#Fields: date time c-ip Tls Cipher Other\n2024-03-04 07:00:00 10.0.0.9 1.1.1.1 1.1.1.1 1.1.1.1";
    assertThat(IisReading.of(settings(), null, log).addressColumns()).containsExactly("Other");
  }

  @Test
  void strangersSeeAddressesAndVersionsAlone() {
    String fields = "date c-ip X-Forwarded-For Tls Cipher";
    String line = "2024-03-04 10.0.0.9 192.0.2.1,+10.0.0.8 TLSv1.2 AES256-SHA";
    assertThat(IisFormat.W3C.redacted(line, fields, settings("X-Forwarded-For")))
        .isEqualTo("2024-03-04 10.0.0.9 192.0.2.1,+10.0.0.8 TLSv1.2 ***");
    String names = "2024-03-04 10.0.0.9 192.0.2.1,+joe joe joe";
    assertThat(IisFormat.W3C.redacted(names, fields, settings("X-Forwarded-For")))
        .isEqualTo("2024-03-04 10.0.0.9 *** *** ***");
  }

  @Test
  void whoForgesListsMakesAThousandRowsAnHourAndOneMore() {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int i = 0; i < 5_000; i++) {
      lines.add(request(i % 3_600, "192.0.2.66", "10.0." + i / 250 + "." + i % 250));
    }
    lines.add(request(0, "192.0.2.66", "10.0.0.0"));
    lines.add(request(0, "192.0.2.66", "-"));
    lines.add(request(0, "192.0.2.67", "10.0.19.249"));
    List<Observation> rows = IisReading.of(lines.toArray(String[]::new)).rows();

    assertThat(rows).hasSize(ForwardedBound.MOST_LISTS + 1 + 2);
    assertThat(rows.get(0).get(REQUESTS)).isEqualTo(2L);
    Observation rest = rows.get(ForwardedBound.MOST_LISTS);
    assertThat(rest.text(FORWARDED_FOR)).isEqualTo("too-many");
    assertThat(rest.get(REQUESTS)).isEqualTo(4_000L);
    assertThat(rest.get(USED)).isEqualTo(4_000L);
    assertThat(rest.get(SOURCE_LINE)).isEqualTo(1_002L);
    assertThat(rows.subList(1_001, 1_003))
        .extracting(row -> row.text(FORWARDED_FOR))
        .containsExactly(null, "10.0.19.249");
  }

  @Test
  void eachHourCountsAnewAndOneListMayBeInBoth() {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (String hour : new String[] {"07", "08"}) {
      for (int i = 0; i < 1_500; i++) {
        int list = hour.equals("07") ? i : 1_499 - i;
        lines.add(
            "2024-03-04 %s:00:00 192.0.2.66 joe 200 10.0.%d.%d"
                .formatted(hour, list / 250, list % 250));
      }
    }
    List<Observation> rows = IisReading.of(lines.toArray(String[]::new)).rows();

    assertThat(rows).hasSize(2_002);
    assertThat(rows)
        .filteredOn(row -> row.text(FORWARDED_FOR).equals("too-many"))
        .extracting(row -> row.get(REQUESTS))
        .containsExactly(500L, 500L);
    assertThat(rows)
        .filteredOn(row -> row.text(FORWARDED_FOR).equals("10.0.5.249"))
        .extracting(row -> row.get(STARTED_AT))
        .hasSize(1);
  }

  @Test
  void forgedTlsIsBoundedToo() {
    List<String> lines = new ArrayList<>(List.of("#Fields: date time c-ip X-Forwarded-For Tls"));
    for (int i = 0; i < 500; i++) {
      lines.add("2024-03-04 07:00:00 10.0.0.9 192.0.2.1 v" + i);
    }
    String log = String.join("\n", lines);
    List<Observation> rows = IisReading.of(settings("X-Forwarded-For"), null, log).rows();
    assertThat(rows).hasSize(ForwardedBound.MOST_TLS + 1);
    Observation rest = rows.get(ForwardedBound.MOST_TLS);
    assertThat(rest.text(FORWARDED_TLS_VERSION)).isNull();
    assertThat(rest.text(FORWARDED_FOR)).isEqualTo("192.0.2.1");
    assertThat(rest.get(REQUESTS)).isEqualTo(400L);
  }

  /** Which lists have rows of their own depends on who came first; nothing else does. */
  @Test
  void inAnyOrderTheSumsAreTheSame() {
    RandomCases.each(
        20,
        random -> {
          int lists = between(random, 900, 1_300);
          List<String> lines = new ArrayList<>();
          for (int i = 0; i < 3_000; i++) {
            int list = i < lists ? i : random.nextInt(lists);
            lines.add(
                "2024-03-04 07:00:%02d 192.0.2.%d %s %d 10.0.%d.%d"
                    .formatted(
                        random.nextInt(60),
                        i % 2,
                        random.nextInt(4) == 0 ? "-" : "joe",
                        random.nextInt(2, 6) * 100,
                        list / 250,
                        list % 250));
          }
          List<Observation> rows = rows(lines);
          Collections.shuffle(lines, random);
          List<Observation> shuffled = rows(lines);

          for (int peer = 0; peer < 2; peer++) {
            String address = "192.0.2." + peer;
            Predicate<Observation> its = row -> address.equals(row.text(CLIENT_IP));
            assertThat(sum(shuffled, REQUESTS, its)).isEqualTo(1_500);
            assertThat(sum(rows, REQUESTS, its)).isEqualTo(1_500);
            assertThat(sum(shuffled, USED, its)).isEqualTo(sum(rows, USED, its));
            assertThat(lists(shuffled, its)).isEqualTo(lists(rows, its)).isLessThan(1_002);
          }
        });
  }

  private static List<Observation> rows(List<String> lines) {
    return IisReading.of(HEADER + "\n" + String.join("\n", lines)).rows();
  }

  private static long sum(
      List<Observation> rows, ObservationColumn column, Predicate<Observation> which) {
    return rows.stream().filter(which).mapToLong(row -> row.number(column)).sum();
  }

  private static long lists(List<Observation> rows, Predicate<Observation> which) {
    return rows.stream().filter(which).map(row -> row.text(FORWARDED_FOR)).distinct().count();
  }
}
