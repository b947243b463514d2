package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.listOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogText;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.iis.IisFormat;
import org.tlssunset.schema.FileState;

/**
 * Of texts that share a beginning of any length, nothing is left out that another does not hold.
 */
class CopiesTest {

  private static final int LONGEST = 9_000;
  private static final int FIRST_MARK = 2_048;

  /** A text: as much of the common one as {@code shared}, then bytes of its own. */
  private static byte[] text(Random random, byte[] common, int shared) {
    byte[] text = new byte[between(random, 1, LONGEST)];
    random.nextBytes(text);
    System.arraycopy(common, 0, text, 0, Math.min(shared, text.length));
    return text;
  }

  @Test
  void whatIsLeftOutIsHeldByWhatCounts() {
    RandomCases.each(500, CopiesTest::assertWhatIsLeftOutIsHeld);
  }

  private static void assertWhatIsLeftOutIsHeld(Random random) {
    int known = between(random, 0, 6);
    int unreadable = between(random, 0, 63);
    byte[] common = new byte[LONGEST];
    random.nextBytes(common);
    List<byte[]> drawn =
        listOf(random, 0, 6, () -> text(random, common, between(random, 0, LONGEST)));
    Map<LogName, byte[]> texts = new LinkedHashMap<>();
    List<LogSummary> batch = new ArrayList<>();
    List<KnownLog> earlier = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      LogName name = new LogName("/logs/" + i, null);
      byte[] text = drawn.get(i);
      texts.put(name, text);
      if (i < known) {
        earlier.add(known(name, text));
      } else {
        batch.add(read(name, text));
      }
    }

    Copies copies =
        Copies.of(
            batch,
            earlier,
            new Beginnings(
                wanted -> wanted.stream().map(log -> sums(log, texts, unreadable)).toList()),
            Set.of("EX01"));

    copies
        .sameAs()
        .forEach(
            (copy, original) -> {
              assertThat(copies.sameAs()).doesNotContainKey(original);
              assertThat(copies.outgrown().keySet()).noneMatch(log -> log.name().equals(original));
              assertThat(begins(texts.get(copy), texts.get(original))).isTrue();
            });
    copies
        .outgrown()
        .forEach(
            (log, longer) -> {
              assertThat(copies.sameAs()).doesNotContainKey(longer);
              assertThat(begins(texts.get(log.name()), texts.get(longer))).isTrue();
            });
    for (LogSummary log : batch) {
      if (!copies.sameAs().containsKey(log.name())) {
        texts.forEach(
            (other, text) -> {
              boolean counts =
                  !copies.sameAs().containsKey(other)
                      && copies.outgrown().keySet().stream()
                          .noneMatch(outgrown -> outgrown.name().equals(other));
              if (counts && !other.equals(log.name())) {
                assertThat(isCopy(log.name(), other, texts, unreadable)).isFalse();
                assertThat(isCopy(other, log.name(), texts, unreadable)).isFalse();
              }
            });
      }
    }
  }

  /** Whether one log tells what the other does, as far as anybody can know. */
  private static boolean isCopy(
      LogName shorter, LogName longer, Map<LogName, byte[]> texts, int unreadable) {
    byte[] text = texts.get(shorter);
    byte[] whole = texts.get(longer);
    return text.length == whole.length
        ? Arrays.equals(text, whole)
        : text.length >= FIRST_MARK && begins(text, whole) && (unreadable & bit(longer)) == 0;
  }

  private static int bit(LogName name) {
    return 1 << Integer.parseInt(name.path().substring("/logs/".length()));
  }

  private static Map<Long, Integer> sums(
      Beginnings.Wanted wanted, Map<LogName, byte[]> texts, int unreadable) {
    Map<Long, Integer> sums = new HashMap<>();
    if ((unreadable & bit(wanted.log())) == 0) {
      byte[] text = texts.get(wanted.log());
      wanted.lengths().forEach(length -> sums.put(length, sum(text, length.intValue())));
    }
    return sums;
  }

  private static boolean begins(byte[] text, byte[] whole) {
    return text.length <= whole.length
        && Arrays.equals(text, 0, text.length, whole, 0, text.length);
  }

  private static Fingerprint fingerprint(byte[] text) {
    List<Integer> sums = new ArrayList<>();
    for (int mark = FIRST_MARK; mark <= text.length; mark *= 2) {
      sums.add(sum(text, mark));
    }
    sums.add(sum(text, text.length));
    return new Fingerprint(text.length, sums);
  }

  private static int sum(byte[] text, int length) {
    CRC32C sum = new CRC32C();
    sum.update(text, 0, length);
    return (int) sum.getValue();
  }

  private static LogSummary read(LogName name, byte[] text) {
    return new LogSummary(
        name,
        new ArchiveFile(name.path(), text.length, 0),
        FileState.INGESTED,
        null,
        IisFormat.W3C,
        new LineCounts(1, 1, 0, 0, 1),
        new LogEvents(server(name), Instant.EPOCH, Instant.EPOCH, new TreeSet<>(), List.of(), 0),
        LogText.of(fingerprint(text)),
        null,
        LogRemarks.none());
  }

  /** Of every third one nobody knows it, and one is a folder's name. */
  private static @Nullable String server(LogName name) {
    return switch (Math.floorMod(name.path().hashCode(), 3)) {
      case 0 -> null;
      case 1 -> "Backup";
      default -> "EX01";
    };
  }

  @Test
  void ofEqualCopiesTheOneOfAKnownServerCounts() {
    byte[] text = "the same".getBytes(StandardCharsets.UTF_8);
    LogName backup = new LogName("/logs/2", null);
    LogName own = new LogName("/logs/3", null);
    assertThat(server(backup)).isEqualTo("Backup");
    assertThat(server(own)).isEqualTo("EX01");
    Beginnings whole = new Beginnings(wanted -> List.of());

    Copies together =
        Copies.of(List.of(read(backup, text), read(own, text)), List.of(), whole, Set.of("EX01"));
    assertThat(together.sameAs()).containsExactly(Map.entry(backup, own));

    KnownLog earlier = known(backup, text);
    Copies later = Copies.of(List.of(read(own, text)), List.of(earlier), whole, Set.of("EX01"));
    assertThat(later.sameAs()).isEmpty();
    assertThat(later.outgrown()).containsExactly(Map.entry(earlier, own));
    assertThat(Copies.of(List.of(read(own, text)), List.of(earlier), whole, Set.of()).sameAs())
        .containsExactly(Map.entry(own, backup));
  }

  private static KnownLog known(LogName name, byte[] text) {
    return new KnownLog(
        name,
        new ArchiveFile(name.path(), text.length, 0),
        IisFormat.W3C,
        fingerprint(text),
        List.of(),
        HeldBeside.NOTHING,
        server(name));
  }
}
