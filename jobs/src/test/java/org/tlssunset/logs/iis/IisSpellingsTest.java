package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.schema.Protocol;

class IisSpellingsTest {

  private static final IisFields FIELDS =
      IisFields.of("c-ip cs-username sc-status cs(User-Agent)", LogSettings.DEFAULTS);

  private final IisSpellings spellings = new IisSpellings(FIELDS);
  private final IisLine line = new IisLine(4);

  private byte[] split(String text) {
    byte[] buffer = (text + "\n" + " ".repeat(LogParser.SLACK)).getBytes(StandardCharsets.US_ASCII);
    assertThat(line.split(buffer, 0)).isPositive();
    return buffer;
  }

  private static IisSpelling spelling(long number) {
    IisFacts facts =
        new IisFacts(
            new IisServer(null, null, null, null),
            Protocol.OWA,
            new IisCaller(Long.toString(number), null, null, null),
            IisTls.of(null, null, null, null, false),
            IisForwarded.NOTHING,
            false);
    return new IisSpelling(facts);
  }

  @Test
  void neighboursAreOneRun() {
    assertThat(FIELDS.keyRuns()).containsExactly(0, 1, 3, 3);
    assertThat(IisFields.of("date time sc-status", LogSettings.DEFAULTS).keyRuns()).isEmpty();
  }

  @Test
  void keysWithOneHashAreToldApartByTheirBytes() {
    List<String> lines =
        List.of("a b 200 cc", "a b 200 c", "a bc 200 -", "ab - 200 c", "a b 200 d");
    List<IisSpelling> kept = new ArrayList<>();
    for (String text : lines) {
      byte[] buffer = split(text);
      assertThat(spellings.find(buffer, line, 1, 42)).as(text).isNull();
      kept.add(spelling(kept.size()));
      spellings.put(buffer, line, 1, 42, kept.get(kept.size() - 1));
    }
    for (int i = 0; i < lines.size(); i++) {
      assertThat(spellings.find(split(lines.get(i)), line, 1, 42)).isSameAs(kept.get(i));
    }
    assertThat(spellings.find(split("a b 404 c"), line, 1, 42)).isSameAs(kept.get(1));
    assertThat(spellings.find(split("a b 200 c"), line, 2, 42)).isNull();
    assertThat(spellings.find(split("a b 200 c"), line, 1, 43)).isNull();
  }

  @Test
  void manyKeysAreFoundAgainUntilMemoryIsUsedUp() {
    String agent = "x".repeat(1_000);
    int keys = 40_000;
    long lastForgotten = -1;
    for (int i = 0; i < keys; i++) {
      byte[] buffer = split(i + " - 200 " + agent);
      spellings.put(buffer, line, 0, spellings.hash(buffer, line, 0), spelling(i));
    }
    int found = 0;
    for (int i = 0; i < keys; i++) {
      byte[] buffer = split(i + " - 200 " + agent);
      IisSpelling spelling = spellings.find(buffer, line, 0, spellings.hash(buffer, line, 0));
      if (spelling == null) {
        lastForgotten = i;
      } else {
        assertThat(spelling.facts().caller().peer()).isEqualTo(Long.toString(i));
        found++;
      }
    }
    // What was kept is the latest, and no more than the bound on bytes.
    assertThat(found).isEqualTo(keys - 1 - (int) lastForgotten).isBetween(1, (16 << 20) / 1_000);
  }

  @Test
  void aKeyOfAMegabyteIsNotKept() {
    byte[] buffer = split("a b 200 " + "x".repeat(1 << 20));
    spellings.put(buffer, line, 0, 42, spelling(1));
    assertThat(spellings.find(buffer, line, 0, 42)).isNull();
  }

  @Test
  void everyByteOfAKeyCountsInItsHash() {
    for (int length = 1; length <= 70; length++) {
      byte[] buffer = split("a b 200 " + "y".repeat(length));
      long hash = spellings.hash(buffer, line, 0);
      for (int at = line.from(3); at < line.to(3); at++) {
        buffer[at] = 'z';
        assertThat(spellings.hash(buffer, line, 0)).isNotEqualTo(hash);
        buffer[at] = 'y';
      }
      buffer[line.to(3) + 1] = 'z';
      assertThat(spellings.hash(buffer, line, 0)).isEqualTo(hash);
    }
  }
}
