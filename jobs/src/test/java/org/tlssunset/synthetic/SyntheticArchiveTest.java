package org.tlssunset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticArchiveTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void equalShapesGiveEqualBytesAndEqualTruths(boolean nasty) throws IOException {
    ArchiveShape shape = ArchiveShape.small().withNasty(nasty);

    Truth one = SyntheticArchive.write(folder.resolve("a"), shape);
    Truth other = SyntheticArchive.write(folder.resolve("b"), shape);

    assertThat(hashes(folder.resolve("a"))).isNotEmpty().isEqualTo(hashes(folder.resolve("b")));
    assertThat(one.counts()).isEqualTo(other.counts());
  }

  @Test
  void anotherSeedGivesAnotherArchive() throws IOException {
    Truth one = SyntheticArchive.write(folder.resolve("a"), ArchiveShape.small().withSeed(1));
    Truth other = SyntheticArchive.write(folder.resolve("b"), ArchiveShape.small().withSeed(2));

    assertThat(one.counts()).isNotEqualTo(other.counts());
  }

  @Test
  void leavesNothingBehindButTheFilesThatTheTruthNames() throws IOException {
    Truth truth = SyntheticArchive.write(folder, ArchiveShape.small().withNasty(true));

    Set<String> named = new HashSet<>();
    truth.files().keySet().forEach(path -> named.add(path.toString().replaceAll("!/.*", "")));
    truth.notLogs().forEach(path -> named.add(path.toString()));
    assertThat(files(folder)).extracting(Path::toString).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void everyOutcomeOccurs() throws IOException {
    Truth truth = SyntheticArchive.write(folder, ArchiveShape.small().withDays(5));

    assertThat(words(truth, Truth.Key::tlsOutcome))
        .containsExactlyInAnyOrder("negotiated", "cleartext", "failed", "none", "not-logged");
    assertThat(words(truth, Truth.Key::source))
        .containsExactlyInAnyOrder("smtp-receive", "smtp-send", "iis");
    assertThat(words(truth, Truth.Key::tlsVersion)).contains("TLS 1.0", "TLS 1.2", "TLS 1.3");
    assertThat(words(truth, Truth.Key::tlsHop)).containsExactlyInAnyOrder("client", "proxy");
    assertThat(words(truth, Truth.Key::protocol))
        .containsExactlyInAnyOrder(
            "smtp",
            "mapi-http",
            "outlook-anywhere",
            "ews",
            "activesync",
            "rest",
            "owa",
            "ecp",
            "oab",
            "autodiscover",
            "powershell",
            "other-http");
    assertThat(truth.counts().keySet()).anyMatch(Truth.Key::isProbe);
  }

  @Test
  void aNastyArchiveHoldsEveryPackingAndEachKindOfFile() throws IOException {
    Truth truth = SyntheticArchive.write(folder, ArchiveShape.small().withSeed(3).withNasty(true));

    assertThat(truth.files().keySet())
        .anyMatch(path -> path.toString().contains(".zip!/"))
        .anyMatch(path -> path.toString().contains("März") || path.toString().contains("Maerz"));
    Set<String> marks = new HashSet<>();
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      marks.add(bytes.length < 2 ? "" : "%02x%02x".formatted(bytes[0], bytes[1]));
    }
    // gzip, zip, bzip2, zstd, xz, the mark of UTF-16LE, that of UTF-8, an empty file.
    assertThat(marks).contains("1f8b", "504b", "425a", "28b5", "fd37", "fffe", "efbb", "");
    assertThat(truth.files().values()).anyMatch(lines -> lines.rejected() > 0);
    assertThat(truth.files().values()).anyMatch(lines -> lines.comments() == lines.lines());
    assertThat(truth.notLogs()).isNotEmpty();
  }

  @Test
  void aThousandClientsHaveHundredsOfUserAgentsAndOldProgramsLookOld() {
    List<Client> clients =
        World.of(ArchiveShape.small().withClients(1_000), new Dice(1)).clients().stream()
            .filter(client -> client.program() != null)
            .toList();

    assertThat(clients)
        .extracting(client -> client.program().userAgent())
        .noneMatch(agent -> agent.matches(".*[ {}|].*"))
        .satisfies(agents -> assertThat(Set.copyOf(agents)).hasSizeGreaterThan(300));
    assertThat(clients)
        .filteredOn(client -> client.kind() == ClientKind.OUTLOOK_2010)
        .allMatch(client -> client.program().userAgent().contains("Outlook+14.0."));
  }

  @Test
  void theDemonstrationIsOfTheSizeThatItPromises() throws IOException {
    Truth truth = SyntheticArchive.write(folder, ArchiveShape.demo());

    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isBetween(25_000_000L, 60_000_000L);
    assertThat(truth.files().keySet()).anyMatch(path -> path.toString().endsWith(".gz"));
    assertThat(truth.files().values().stream().mapToLong(Truth.Lines::rejected).sum())
        .isBetween(1L, 100L);
    assertThat(truth.lastLegacyUse()).hasSizeBetween(40, 120);
  }

  /** Each session that a front end hands on is one that it has logged, by its id and its client. */
  @Test
  void aHubSessionCarriesTheSessionsOfSeveralClients() throws IOException {
    Pattern line = Pattern.compile("[^,]*,[^,]*,([^,]*),\\d+,[^,]*,([^,]*),<,(.*)");
    Pattern handedOn =
        Pattern.compile("XPROXYFROM SID=(\\S+) IP=(\\S+) PORT=(\\d+) .*", Pattern.DOTALL);
    Map<String, String> peers = new HashMap<>();
    Map<String, Set<String>> carried = new HashMap<>();
    SyntheticArchive.write(folder, ArchiveShape.small().withClients(80).withIntermediaries());
    for (Path file : files(folder)) {
      if (!file.toString().matches(".*SmtpReceive.*[.]LOG")) {
        continue; // the oldest day is packed
      }
      for (String text : Files.readAllLines(file)) {
        Matcher command = line.matcher(text);
        if (!command.matches()) {
          continue;
        }
        Matcher client = handedOn.matcher(command.group(3));
        if (client.matches()) {
          carried
              .computeIfAbsent(command.group(1), any -> new HashSet<>())
              .add(client.group(1) + " " + client.group(2) + ":" + client.group(3));
        } else {
          peers.put(command.group(1), command.group(1) + " " + command.group(2));
        }
      }
    }

    assertThat(carried.values()).anyMatch(clients -> clients.size() > 1);
    assertThat(carried.values()).allMatch(clients -> peers.values().containsAll(clients));
  }

  @Test
  void aShapeWithoutDaysOrWithFewerThanNoClientsIsRefused() {
    ArchiveShape shape = ArchiveShape.small();

    assertThatThrownBy(() -> shape.withDays(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shape.withClients(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anArchiveWithoutClientsHoldsTheServersAlone() throws IOException {
    Truth truth =
        SyntheticArchive.write(
            folder, new ArchiveShape(5, LocalDate.of(2024, 2, 28), 2, 0, 100, false));

    assertThat(truth.counts().keySet())
        .isNotEmpty()
        .allMatch(key -> key.isProbe() || String.valueOf(key.clientIp()).startsWith("10.0.0."));
    assertThat(truth.lastLegacyUse().keySet())
        .allMatch(address -> String.valueOf(address).startsWith("10.0.0."));
    assertThat(truth.files().keySet()).anyMatch(path -> path.toString().contains("240229"));
  }

  private static Set<String> words(Truth truth, Function<Truth.Key, String> word) {
    return truth.counts().keySet().stream()
        .map(word)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Each file's bytes as a number, by its path below the folder. */
  private static Map<String, Integer> hashes(Path folder) throws IOException {
    Map<String, Integer> hashes = new TreeMap<>();
    for (Path file : files(folder)) {
      hashes.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
    }
    return hashes;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
