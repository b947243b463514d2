package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.REQUESTS;
import static org.tlssunset.schema.ObservationColumn.SERVER;
import static org.tlssunset.schema.ObservationColumn.SOURCE_LINE;
import static org.tlssunset.schema.ObservationColumn.USER_AGENT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** Lines, headers, times, and the folding by hours. */
class IisParserTest {

  private static final String HEADER = "#Fields: date time c-ip cs-uri-stem cs(User-Agent)";

  private static String at(String time, String client) {
    return "2024-03-04 " + time + " " + client + " /owa/ Agent/1.0";
  }

  @Test
  void aByteOrderMarkBeginsEachOfSeveralLogsInOneFile() {
    IisReading reading =
        IisReading.of(
            "\uFEFF" + HEADER,
            at("07:00:00", "192.0.2.1"),
            "\uFEFF" + HEADER,
            "\uFEFF" + at("07:00:01", "192.0.2.1"),
            "\uFEFF");

    assertThat(reading.row().number(REQUESTS)).isEqualTo(2);
    assertThat(reading.counts()).isEqualTo(new LineCounts(5, 2, 3, 0, 1));
  }

  @Test
  void rowsComeInTheOrderOfTheirFirstLines() {
    IisReading reading =
        IisReading.of(
            HEADER,
            at("08:00:00", "192.0.2.3"),
            at("07:59:59", "192.0.2.1"),
            at("08:00:00", "192.0.2.2"),
            at("08:00:01", "192.0.2.3"));

    assertThat(reading.rows())
        .extracting(row -> row.text(CLIENT_IP))
        .containsExactly("192.0.2.3", "192.0.2.1", "192.0.2.2");
    assertThat(reading.rows())
        .extracting(row -> row.number(SOURCE_LINE))
        .containsExactly(2L, 3L, 4L);
  }

  @Test
  void aRowIsEmittedOnceALineTwoHoursLaterArrives() {
    List<Observation> rows = new ArrayList<>();
    IisParser parser = parser(rows);

    parse(parser, HEADER, at("07:10:00", "192.0.2.1"), at("08:10:00", "192.0.2.1"));
    assertThat(rows).isEmpty();
    parse(parser, at("09:00:00", "192.0.2.1"));
    assertThat(rows).extracting(row -> row.number(SOURCE_LINE)).containsExactly(2L);
    parse(parser, at("13:00:00", "192.0.2.1"));
    assertThat(rows).extracting(row -> row.number(SOURCE_LINE)).containsExactly(2L, 3L, 4L);
    parser.finish();
    assertThat(rows).hasSize(4);
  }

  @Test
  void aLineMoreThanAnHourLateStartsARowOfItsOwn() {
    IisReading reading =
        IisReading.of(
            HEADER,
            at("07:10:00", "192.0.2.1"),
            at("08:10:00", "192.0.2.1"),
            at("07:11:00", "192.0.2.1"),
            at("09:10:00", "192.0.2.1"),
            at("07:12:00", "192.0.2.1"),
            at("09:11:00", "192.0.2.1"));

    assertThat(reading.rows())
        .extracting(row -> row.number(SOURCE_LINE) + " x" + row.number(REQUESTS))
        .containsExactly("2 x2", "6 x1", "3 x1", "5 x2");
  }

  @Test
  void aRowThatHasBeenEmittedCountsNoMore() {
    IisReading reading =
        IisReading.of(
            HEADER,
            at("07:10:00", "192.0.2.1"),
            at("09:10:00", "192.0.2.2"),
            at("07:11:00", "192.0.2.1"));

    assertThat(reading.rows())
        .extracting(row -> row.number(SOURCE_LINE) + " x" + row.number(REQUESTS))
        .containsExactly("2 x1", "3 x1", "4 x1");
  }

  @Test
  void tooManyRowsAreEmittedEarlyAndNoneIsLost() {
    int clients = IisFold.MOST_ROWS + 10;
    StringBuilder log = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < clients; i++) {
      log.append(at("07:00:00", "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)))
          .append('\n');
    }
    List<Observation> rows = new ArrayList<>();
    IisParser parser = parser(rows);
    parse(parser, log.toString().strip());
    assertThat(rows).hasSize(IisFold.MOST_ROWS + 1);
    parser.finish();

    assertThat(rows).hasSize(clients);
    assertThat(rows.stream().mapToLong(row -> row.number(REQUESTS)).sum()).isEqualTo(clients);
  }

  @Test
  void textIsBoundedToo() {
    String agent = "x".repeat(1 << 20);
    List<Observation> rows = new ArrayList<>();
    IisParser parser = parser(rows);
    parse(parser, HEADER);
    int lines = IisFold.MOST_TEXT / agent.length() + 5;
    for (int i = 0; i < lines; i++) {
      parse(parser, "2024-03-04 07:00:00 192.0.2.1 /owa/ " + i + agent);
    }
    assertThat(rows).isNotEmpty();
    parser.finish();
    assertThat(rows).hasSize(lines);
  }

  @Test
  void timesThatJumpBackHourByHourAreHeldForAFewHoursOnly() {
    List<Observation> rows = new ArrayList<>();
    IisParser parser = parser(rows);
    parse(parser, HEADER);
    for (int hour = 23; hour >= 0; hour--) {
      parse(parser, at((hour < 10 ? "0" : "") + hour + ":00:00", "192.0.2.1"));
    }
    assertThat(rows).hasSize(24 - IisFold.MOST_HOURS);
    parser.finish();
    assertThat(rows).hasSize(24);
  }

  @Test
  void neighbouringColumnsDoNotRunIntoOneAnother() {
    String header = "#Fields: date time c-ip cs-username cs(User-Agent) sc-status s-sitename";
    IisReading reading =
        IisReading.of(
            header,
            "2024-03-04 07:00:00 192.0.2.1 a b 200 c",
            "2024-03-04 07:00:00 192.0.2.1 ab - 200 c",
            "2024-03-04 07:00:00 192.0.2.1 - ab 200 c",
            "2024-03-04 07:00:00 192.0.2.1 a b 200 cc",
            "2024-03-04 07:00:00 192.0.2.1 a b 404 c");

    assertThat(reading.rows())
        .extracting(row -> row.number(REQUESTS))
        .containsExactly(2L, 1L, 1L, 1L);
  }

  @Test
  void columnNamesInAnyCaseAndOrder() {
    Observation row =
        IisReading.of(
                "#FIELDS:  CS(USER-AGENT)  C-IP   Time S-ComputerName DATE ",
                "Agent 192.0.2.1 07:00:00 EXCH01 2024-03-04")
            .row();

    assertThat(row.text(SERVER)).isEqualTo("EXCH01");
    assertThat(row.text(USER_AGENT)).isEqualTo("Agent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30 07:00:00",
        "2024-3-04 07:00:00",
        "2024-03-04 24:00:00",
        "2024-03-04 7:00:00",
        "2024-03-04 07-00-00",
        "2024/03/04 07:00:00",
        "- 07:00:00",
        "2024-03-04 -",
        " 07:00:00",
        "2024-03-041 07:00:00",
        "2024-03-04 07:00:000"
      })
  void aBadTimeIsRejected(String time) {
    IisReading reading = IisReading.of("#Fields: date time c-ip", time + " 192.0.2.1");

    assertThat(reading.reasons()).containsExactly(RejectReason.TIME);
    assertThat(reading.rows()).isEmpty();
  }

  @Test
  void moreOrFewerFieldsThanTheHeaderAreRejected() {
    IisReading reading =
        IisReading.of(
            "#Fields: date time c-ip",
            "2024-03-04 07:00:00",
            "2024-03-04 07:00:00 192.0.2.1 x",
            "2024-03-04 07:00:00  ",
            "2024-03-04",
            "2024-03-04 07:00:00 192.0.2.1 a b c d e f g h i j k l m n o p q r s t u v w x y z");

    assertThat(reading.reasons()).hasSize(5).containsOnly(RejectReason.FIELD_COUNT);
    assertThat(reading.rejects().get(1))
        .isEqualTo(
            new Found.Reject(
                RejectReason.FIELD_COUNT,
                "4 fields where #Fields names 3",
                3,
                44,
                "2024-03-04 07:00:00 192.0.2.1 x"));
  }

  @Test
  void anEmptyFieldIsAField() {
    IisReading reading =
        IisReading.of("#Fields: date time c-ip cs-username", "2024-03-04 07:00:00  joe");

    assertThat(reading.row().get(PEER_IP)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"#Version: 1.0", "#Fields:", "#Fields:   "})
  void withoutAHeaderLinesAreRejected(String directive) {
    IisReading reading = IisReading.of(directive, "2024-03-04 07:00:00 192.0.2.1");

    assertThat(reading.reasons()).containsExactly(RejectReason.NO_FIELDS_HEADER);
  }

  @Test
  void carriageReturnsAreNoPartOfTheLastField() {
    String log =
        "#Fields: date time c-ip cs(User-Agent)\r\n"
            + "2024-03-04 07:00:00 192.0.2.1 Agent\r\n"
            + "\r\n"
            + "2024-03-04 07:00:00 192.0.2.1 Agent\n"
            + "2024-03-04 07:00:00 192.0.2.1 -\r\n";
    IisReading reading = IisReading.of(LogSettings.DEFAULTS, null, log);

    assertThat(reading.rows())
        .extracting(row -> row.text(USER_AGENT))
        .containsExactly("Agent", null);
    assertThat(reading.counts()).isEqualTo(new LineCounts(5, 3, 2, 0, 2));
  }

  @Test
  void bytesOutsideAsciiSeparateNothing() {
    // Bytes whose low seven bits are a blank or a line end, and a control character.
    byte[] line = "2024-03-04 07:00:00 192.0.2.1 A??B\t?\n".getBytes(StandardCharsets.ISO_8859_1);
    line[31] = (byte) 0xA0;
    line[32] = (byte) 0x8A;
    line[35] = 0x01;
    byte[] header = "#Fields: date time c-ip cs(User-Agent)\n".getBytes(StandardCharsets.US_ASCII);
    byte[] log = new byte[header.length + line.length];
    System.arraycopy(header, 0, log, 0, header.length);
    System.arraycopy(line, 0, log, header.length, line.length);

    Observation row = IisReading.of(LogSettings.DEFAULTS, null, log, 1).row();
    assertThat(row.text(USER_AGENT)).isEqualTo("A\\xa0\\x8aB\t\u0001");
  }

  @Test
  void aReaderThatBeginsInMidFileHandsTheHeaderOver() {
    List<Observation> rows = new ArrayList<>();
    IisParser parser = parser(rows);
    parser.inherit("#Date: 2024-03-04 00:00:00".getBytes(StandardCharsets.US_ASCII));
    parser.inherit("#Fields: time c-ip".getBytes(StandardCharsets.US_ASCII));
    parser.startAfter(1000);
    parse(parser, "07:00:00 192.0.2.1");
    parser.finish();

    assertThat(rows).extracting(row -> row.number(SOURCE_LINE)).containsExactly(1001L);
    assertThat(parser.counts()).isEqualTo(new LineCounts(1, 1, 0, 0, 1));
  }

  private static IisParser parser(List<Observation> rows) {
    return new IisParser(
        new KnownValues(LogSettings.DEFAULTS),
        LogOrigin.UNKNOWN,
        new Found(
            rows, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
  }

  private static void parse(IisParser parser, String... lines) {
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] buffer = new byte[text.length + LogParser.SLACK];
    System.arraycopy(text, 0, buffer, 0, text.length);
    parser.parse(buffer, 0, text.length, 1);
  }
}
