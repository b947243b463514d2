package org.tlssunset.logs.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.listOf;
import static org.tlssunset.RandomCases.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.SettingsDigest;
import org.tlssunset.logs.iis.IisFormat;
import org.tlssunset.logs.smtp.SmtpFormat;

class SettingsDigestTest {

  private static LogSettings with(List<String> fields, List<Integer> ports, List<String> users) {
    LogSettings usual = LogSettings.DEFAULTS;
    return new LogSettings(
        fields,
        usual.cryptCipherFields(),
        usual.cryptHashFields(),
        usual.cryptKeyExchangeFields(),
        usual.forwarding(),
        ports,
        usual.probeUserAgents(),
        users,
        usual.probePaths());
  }

  private static List<String> words(Random random, int least) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return listOf(random, least, 5, () -> text(random, 1, 255, letters));
  }

  @Test
  void neitherCaseNorOrderThatMakesNoDifferenceCounts() {
    RandomCases.each(
        200,
        random -> {
          List<String> words = words(random, 1);
          List<String> shuffled = new ArrayList<>(words);
          Collections.shuffle(shuffled, random);
          shuffled.replaceAll(word -> word.toUpperCase(Locale.ROOT));
          List<String> fields = List.of("x", "y");

          for (LogFormat format : LogFormats.ALL) {
            assertThat(SettingsDigest.of(with(fields, List.of(80, 81), shuffled), format))
                .isEqualTo(SettingsDigest.of(with(fields, List.of(81, 80), words), format));
          }
        });
  }

  @Test
  void anotherWordCounts() {
    RandomCases.each(
        200,
        random -> {
          List<String> words = words(random, 0);
          List<String> more = new ArrayList<>(words);
          more.add("0");

          for (LogFormat format : LogFormats.ALL) {
            assertThat(SettingsDigest.of(with(List.of(), List.of(), more), format))
                .isNotEqualTo(SettingsDigest.of(with(List.of(), List.of(), words), format));
          }
        });
  }

  @Test
  void theOrderOfFieldsCountsForIisAlone() {
    LogSettings one = with(List.of("a", "b"), List.of(80), List.of("u"));
    LogSettings other = with(List.of("b", "a"), List.of(80), List.of("u"));

    assertThat(SettingsDigest.of(one, IisFormat.W3C))
        .isNotEqualTo(SettingsDigest.of(other, IisFormat.W3C));
    assertThat(SettingsDigest.of(one, SmtpFormat.SEND))
        .isEqualTo(SettingsDigest.of(other, SmtpFormat.SEND));
  }
}
