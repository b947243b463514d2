package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.noise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.Observation;

/** What holds for every log. */
class SmtpParserPropertiesTest {

  private static final List<String> OF_THE_FILE = List.of("source_line");
  private static final List<String> OF_THE_PROOF =
      List.of("source_line", "failure", "failure_class", "tls_outcome");

  private static final String[] NOISE = {
    "#Fields: event,session-id,connector-id,date-time,data,x\n",
    "#Fields: date-time\r\n",
    "#",
    "2024-03-04T07:00:00Z,EX\\C,S,0,1.2.3.4:25,[::1]:9,+,,\n",
    "2024-03-04T07:00:01Z,EX\\C,S,1,,1::2::3:9,*,,TLS protocol SP_PROT_TLS1_2_SERVER\n",
    "2024-03-04T07:00:01Z,\"EX\\\"\"C\",S,99,[,],<,\"MAIL FROM\",\r\n",
    "2024-03-04T07:00:01Z,EX\\C,S,999999999,:,::,<,STARTTLS,\n",
    "2024-03-04T07:00:01Z,EX\\C,S,5,:,::,>,451 STARTTLS,\n",
    "2024-03-04T07:00:02Z,EX\\C,S,2,,,-,,Local\n",
    "2024-03-04T07:00:03Z,C,T,2,,,*,,\"Failed to connect\"\n",
    "2024-03-04T07:00:03Z,C,T,",
    "+,S,C,2024-03-04T07:00:00Z,,\n",
    "*,,\"TLS protocol",
    ",",
    "\"",
    "\n",
    "\r\n",
    "\0",
    "\u00EF\u00BB\u00BF"
  };

  private static SmtpFormat format(boolean isSend) {
    return isSend ? SmtpFormat.SEND : SmtpFormat.RECEIVE;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anyBytesAreReadAndEveryLineIsCounted(boolean isSend) {
    RandomCases.each(
        1_000,
        random -> {
          byte[] log = noise(random, 60, NOISE);
          SmtpReading reading = SmtpReading.of(format(isSend), null, log, 1);

          LineCounts counts = reading.counts();
          assertThat(counts.lines()).isEqualTo(lines(log));
          assertThat(counts.used() + counts.comments() + counts.rejected())
              .isEqualTo(counts.lines());
          assertThat(counts.rejected()).isEqualTo(reading.rejects().size());
          assertThat(counts.observations()).isEqualTo(reading.finished().size());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void agreesWithASlowAndPlainReading(boolean isSend) {
    RandomCases.each(250, random -> assertAgrees(random, isSend));
  }

  private static void assertAgrees(Random random, boolean isSend) {
    byte[] log = made(random, isSend, 12);

    List<Map<String, Object>> expected = SmtpOracle.rows(log, isSend);
    List<Map<String, Object>> read = new ArrayList<>();
    SmtpReading reading = SmtpReading.of(format(isSend), null, log, between(random, 1, 9_999));
    for (Map<String, Object> row : reading.texts()) {
      if (row.get("tls_outcome").equals("not-logged")) {
        row.remove("source_line");
      }
      read.add(row);
    }
    for (Map<String, Object> row : expected) {
      Object session = row.get("session_id");
      assertThat(of(session, read))
          .as(() -> linesOf(session, List.of(new String(log, StandardCharsets.UTF_8).split("\n"))))
          .containsExactlyInAnyOrderElementsOf(of(session, expected));
    }
    assertThat(read).hasSameSizeAs(expected);
    assertThat(reading.counts().rejected()).isZero();
  }

  private static List<Map<String, Object>> of(Object session, List<Map<String, Object>> rows) {
    return rows.stream().filter(row -> row.get("session_id").equals(session)).toList();
  }

  private static String linesOf(Object session, List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("," + session + ","))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stretchesMakeNoDifference(boolean isSend) {
    RandomCases.each(
        250,
        random -> {
          byte[] log = made(random, isSend, 9);
          int stretch = between(random, 1, 3_000);

          SmtpReading whole = SmtpReading.of(format(isSend), null, log, Integer.MAX_VALUE);
          SmtpReading stretched = SmtpReading.of(format(isSend), null, log, stretch);
          assertThat(stretched.texts()).isEqualTo(whole.texts());
          assertThat(stretched.rejects()).isEqualTo(whole.rejects());
          assertThat(stretched.counts()).isEqualTo(whole.counts());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void interleavingMakesNoDifference(boolean isSend) {
    RandomCases.each(
        100,
        random -> {
          List<List<String>> sessions = new SmtpSessionsMadeUp(random, isSend).sessions(9);
          byte[] one = SmtpSessionsMadeUp.log(SmtpSessionsMadeUp.interleaved(sessions, random));
          byte[] other = SmtpSessionsMadeUp.log(SmtpSessionsMadeUp.interleaved(sessions, random));

          SmtpReading read = SmtpReading.of(format(isSend), "EX01", one, 700);
          SmtpReading again = SmtpReading.of(format(isSend), "EX01", other, 700);
          assertThat(without(OF_THE_FILE, read.rows()))
              .containsExactlyInAnyOrderElementsOf(without(OF_THE_FILE, again.rows()));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cuttingALogChangesNothingBeforeTheCut(boolean isSend) {
    RandomCases.each(
        250,
        random -> {
          byte[] log = made(random, isSend, 9);
          assertNothingChangesBefore(between(random, 0, log.length), log, isSend);
        });
  }

  private static void assertNothingChangesBefore(int end, byte[] log, boolean isSend) {
    byte[] cut = Arrays.copyOf(log, end);
    int wholeLines = cut.length;
    while (wholeLines > 0 && cut[wholeLines - 1] != '\n') {
      wholeLines--;
    }
    SmtpReading before = SmtpReading.of(format(isSend), null, Arrays.copyOf(log, wholeLines), 500);
    for (byte[] longer : List.of(cut, log)) {
      SmtpReading reading = SmtpReading.of(format(isSend), null, longer, 500);
      assertThat(reading.texts().subList(0, reading.finished().size()))
          .containsAll(before.texts().subList(0, before.finished().size()));
      assertThat(reading.rejects().subList(0, before.rejects().size())).isEqualTo(before.rejects());
    }
    assertThat(SmtpReading.of(format(isSend), null, cut, 500).rejects().size())
        .isBetween(before.rejects().size(), before.rejects().size() + 1);
  }

  /** A session that goes on in the next file is what it would have been in one, or less certain. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void filesMayEndAtAnyLine(boolean isSend) {
    RandomCases.each(1_000, random -> assertFilesMayEndAnywhere(random, isSend));
  }

  private static void assertFilesMayEndAnywhere(Random random, boolean isSend) {
    List<List<String>> sessions = new SmtpSessionsMadeUp(random, isSend).sessions(4);
    List<String> lines = SmtpSessionsMadeUp.interleaved(sessions, random);
    int cut = between(random, 0, lines.size());
    SmtpReading whole = read(lines, isSend);
    List<Observation> joined =
        SmtpReading.rows(
            List.of(
                read(lines.subList(0, cut), isSend),
                read(lines.subList(cut, lines.size()), isSend)));

    Map<Object, Map<String, Object>> expected = bySession(whole.rows());
    Map<Object, Map<String, Object>> read = bySession(joined);
    assertThat(read.keySet()).isEqualTo(expected.keySet());
    for (Map.Entry<Object, Map<String, Object>> entry : read.entrySet()) {
      Map<String, Object> row = entry.getValue();
      Map<String, Object> unsplit = expected.get(entry.getKey());
      if (row.get("tls_outcome").equals("not-logged")) {
        OF_THE_PROOF.forEach(unsplit::remove);
        OF_THE_PROOF.forEach(row::remove);
      } else if ("failed".equals(unsplit.get("tls_outcome"))) {
        // Of two failures the one that is told may be the other.
        for (String column : List.of("failure", "failure_class")) {
          unsplit.remove(column);
          row.remove(column);
        }
      }
      Object session = row.get("session_id");
      String before = linesOf(session, lines.subList(0, cut));
      String after = linesOf(session, lines.subList(cut, lines.size()));
      forgetWhatTheCutHides(row, unsplit, before, isSend);
      if (after.matches("(?s).*(authenticated|Proxy session).*")
          && before.contains("HealthMailbox")) {
        unsplit.computeIfPresent(
            "is_probe", (any, is) -> row.get("is_probe").equals(false) ? false : is);
      }
      assertThat(row).as("%s\n|\n%s", before, after).isEqualTo(unsplit);
    }
  }

  /**
   * What a command and its answer tell only together may be missing; nothing else may be told in
   * its place.
   */
  private static void forgetWhatTheCutHides(
      Map<String, Object> row, Map<String, Object> unsplit, String before, boolean isSend) {
    int unanswered = 0;
    boolean awaitsHello = false;
    boolean hasSkippedHello = false;
    boolean isSigningIn = false;
    boolean isNamed = before.matches("(?s).*(authenticated|Proxy session|User Name).*");
    for (String line : before.split("\n")) {
      boolean isCommand = line.contains(isSend ? ",>," : ",<,");
      boolean isAnswer =
          line.contains(isSend ? ",<," : ",>,") && !line.matches(".*,[<>],\"?(220|354|...-).*");
      hasSkippedHello |= isCommand && awaitsHello;
      awaitsHello &= !isCommand && !isAnswer;
      awaitsHello |= isCommand && line.matches(".*,(EHLO|HELO) .*");
      unanswered = Math.max(0, unanswered + (isCommand ? 1 : 0) - (isAnswer ? 1 : 0));
      isSigningIn |= line.matches(".*(AUTH|X-EXPS|User Name|authenticated|LogonDenied|\\+,).*");
      isSigningIn &= !isAnswer || unanswered > 0 || !line.matches(".*,[<>],\"?(235|4|5).*");
    }
    // That EHLO's answer is logged after all may show behind the cut.
    if (hasSkippedHello || awaitsHello || (unanswered > 0 && row.get("tls_hop").equals("client"))) {
      unsplit.put("tls_hop", row.get("tls_hop"));
      unsplit.put("inner", row.get("inner"));
    }
    // What is accepted behind the cut may be told by nothing: never more is counted than there was.
    for (String column : List.of("messages", "used")) {
      if (unanswered > 0 || awaitsHello || hasSkippedHello || isSigningIn || isNamed) {
        unsplit.remove(column);
        row.remove(column);
      }
    }
    // A greeting's word is a name without a dot only where it is known to be the first.
    boolean isNameHidden = unanswered > 0 || "mx".equals(unsplit.get("client_name"));
    if (isSend && isNameHidden && !String.valueOf(row.get("client_name")).contains(".")) {
      unsplit.remove("client_name");
      row.remove("client_name");
    }
    if (isSigningIn) {
      for (String column : List.of("user_name", "is_probe")) {
        unsplit.remove(column);
        row.remove(column);
      }
    }
  }

  private static SmtpReading read(List<String> lines, boolean isSend) {
    return SmtpReading.of(format(isSend), "EX01", SmtpSessionsMadeUp.log(lines), 1);
  }

  private static Map<Object, Map<String, Object>> bySession(List<Observation> rows) {
    Map<Object, Map<String, Object>> sessions = new TreeMap<>();
    for (Map<String, Object> row : without(OF_THE_FILE, rows)) {
      assertThat(sessions.put(row.get("session_id") + " " + row.get("peer_ip"), row)).isNull();
    }
    return sessions;
  }

  private static List<Map<String, Object>> without(List<String> columns, List<Observation> rows) {
    List<Map<String, Object>> filled = rows.stream().map(Found::filled).toList();
    filled.forEach(row -> columns.forEach(row::remove));
    return filled;
  }

  private static byte[] made(Random random, boolean isSend, int sessions) {
    return SmtpSessionsMadeUp.log(
        SmtpSessionsMadeUp.interleaved(
            new SmtpSessionsMadeUp(random, isSend).sessions(sessions), random));
  }

  private static long lines(byte[] log) {
    boolean hasBom =
        log.length >= 3 && log[0] == (byte) 0xEF && log[1] == (byte) 0xBB && log[2] == (byte) 0xBF;
    if (hasBom && log.length == 3) {
      return 1;
    }
    long ends = 0;
    for (byte b : log) {
      ends += b == '\n' ? 1 : 0;
    }
    return ends + (log.length > 0 && log[log.length - 1] != '\n' ? 1 : 0);
  }
}
