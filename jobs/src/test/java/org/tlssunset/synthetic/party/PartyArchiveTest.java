package org.tlssunset.synthetic.party;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;

/** The archives hold what they promise, and their truth agrees with what their lines say. */
class PartyArchiveTest {

  private static final Set<String> LEGACY = Set.of("SSL 3.0", "TLS 1.0", "TLS 1.1");

  @TempDir static Path all;

  @TempDir Path folder;

  /** The archives by seed and kind: all tests look at the same. */
  private static final Map<String, ReadParties> READ = new HashMap<>();

  private static ReadParties read(long seed, boolean nasty) throws IOException {
    String name = seed + (nasty ? " nasty" : " clean");
    ReadParties read = READ.get(name);
    if (read == null) {
      read = ReadParties.of(all.resolve(name), seed, nasty);
      READ.put(name, read);
    }
    return read;
  }

  @AfterAll
  static void forget() {
    READ.clear();
  }

  static Stream<Arguments> archives() {
    return Stream.iterate(1L, seed -> seed + 1)
        .limit(20)
        .flatMap(seed -> Stream.of(Arguments.of(seed, false), Arguments.of(seed, true)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void equalSeedsGiveEqualBytesAndEqualTruths(boolean nasty) throws IOException {
    PartyArchive one = PartyArchive.write(folder.resolve("a"), 7, nasty);
    PartyArchive other = PartyArchive.write(folder.resolve("b"), 7, nasty);
    PartyArchive another = PartyArchive.write(folder.resolve("c"), 8, nasty);

    assertThat(texts(one)).isEqualTo(texts(other)).isNotEqualTo(texts(another));
    assertThat(one.truth().clients()).isEqualTo(other.truth().clients());
    assertThat(one.truth().handovers()).isEqualTo(other.truth().handovers());
  }

  private static Map<String, String> texts(PartyArchive archive) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : archive.days().keySet()) {
      texts.put(archive.folder().relativize(file).toString(), Files.readString(file));
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("archives")
  void allStoriesHappenToOldAndToNewClients(long seed, boolean nasty) throws IOException {
    PartyArchive archive = read(seed, nasty).archive();

    Set<PartyStory> legacy = EnumSet.noneOf(PartyStory.class);
    Set<PartyStory> modern = EnumSet.noneOf(PartyStory.class);
    Set<PartyStory> all = EnumSet.noneOf(PartyStory.class);
    for (RowTruth truth : truths(archive)) {
      all.add(truth.story());
      String version = truth.tls().value();
      if (version != null) {
        (LEGACY.contains(version) ? legacy : modern).add(truth.story());
      }
    }
    assertThat(all).containsExactlyInAnyOrder(PartyStory.values());
    assertThat(legacy)
        .contains(
            PartyStory.DIRECT,
            PartyStory.HIDDEN_BY_PROXY,
            PartyStory.FORWARDED_WITH_TLS,
            PartyStory.PRESERVED_ADDRESS,
            PartyStory.LAYER_4_MAIL,
            PartyStory.PROBE_BY_AGENT,
            PartyStory.FRONT_END);
    assertThat(modern)
        .contains(
            PartyStory.DIRECT,
            PartyStory.FORWARDED_BY_OLD_PROXY,
            PartyStory.FORWARDED_WITH_TLS,
            PartyStory.LAYER_4_MAIL,
            PartyStory.FRONT_END);
    assertThat(truths(archive))
        .extracting(truth -> truth.role().value())
        .containsOnly("client", "proxy", "own-server", "probe");
    long size = 0;
    for (Path file : archive.days().keySet()) {
      size += Files.size(file);
    }
    assertThat(size).isBetween(1_000_000L, 6_000_000L);
  }

  private static List<RowTruth> truths(PartyArchive archive) {
    return archive.truth().lines().values().stream()
        .flatMap(List::stream)
        .filter(Objects::nonNull)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void theParsersReadEachLineThatHasATruthAndNoOther(long seed, boolean nasty) throws IOException {
    ReadParties read = read(seed, nasty);
    PartyArchive archive = read.archive();

    assertThat(read.files().keySet()).isEqualTo(archive.days().keySet());
    read.files()
        .forEach(
            (file, counts) ->
                assertThat(counts.used())
                    .as(file.toString())
                    .isEqualTo(
                        archive.truth().lines().get(file).stream()
                            .filter(Objects::nonNull)
                            .count()));
    assertThat(read.rejected() > 0).isEqualTo(nasty);
  }

  /** Where the log tells of a client by itself, the truth is what the log says. */
  @ParameterizedTest
  @MethodSource("archives")
  void rowsOfPeersSayWhatIsTrueOfThem(long seed, boolean nasty) throws IOException {
    ReadParties read = read(seed, nasty);

    for (Observation row : read.rows()) {
      RowTruth truth = read.truth(row);
      boolean isProxy = "proxy".equals(truth.role().value());
      if (truth.tls().isKnowable() && !isProxy) {
        assertThat(row.text(ObservationColumn.TLS_VERSION_FIRST))
            .as("%s", truth)
            .isEqualTo(truth.tls().value());
      }
      boolean isInner = Boolean.TRUE.equals(row.get(ObservationColumn.INNER));
      if (isInner) {
        assertThat(truth).isEqualTo(RowTruth.ofInnerHop(truth.story()));
      }
    }
  }

  /** All lines of a session, and all requests that make one row, have one truth. */
  @ParameterizedTest
  @MethodSource("archives")
  void linesOfOneRowHaveOneTruth(long seed, boolean nasty) throws IOException {
    PartyArchive archive = read(seed, nasty).archive();

    Map<String, RowTruth> truths = new HashMap<>();
    for (Path file : archive.days().keySet()) {
      String text = Files.readString(file);
      boolean isWeb = file.getFileName().toString().startsWith("u_ex");
      String fields = text.lines().filter(line -> line.startsWith("#Fields: ")).findFirst().get();
      List<String> names = List.of(fields.substring(9).split(isWeb ? " " : ","));
      int number = 0;
      for (String line : text.split("\r\n")) {
        RowTruth truth = archive.truth().of(file, ++number);
        if (truth != null) {
          String key = file.getParent() + " " + (isWeb ? webKey(names, line) : line.split(",")[2]);
          RowTruth other = truths.putIfAbsent(key, truth);
          assertThat(other == null ? truth : other).as(line).isEqualTo(truth);
        }
      }
    }
    assertThat(truths).hasSizeGreaterThan(500);
  }

  /** What requests of one row have in common: all but what differs from one to the next. */
  private static String webKey(List<String> names, String line) {
    String[] values = line.split(" +");
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      switch (names.get(i)) {
        case "time" -> key.append(values[i], 0, 2);
        case "cs-method", "cs-uri-query", "time-taken" -> {
          // Another in each request.
        }
        case "cs-uri-stem" -> key.append(values[i].contains("healthcheck"));
        default -> key.append(values[i]);
      }
      key.append(' ');
    }
    return key.toString();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void hubTransportTellsOfTheFrontEndsSessions(long seed, boolean nasty) throws IOException {
    ReadParties read = read(seed, nasty);
    PartyArchive archive = read.archive();
    List<PartyTruth.Handover> handovers = archive.truth().handovers();

    Map<String, Observation> frontEnd =
        read.rows().stream()
            .filter(row -> row.textOrEmpty(ObservationColumn.SOURCE).equals("smtp-receive"))
            .collect(
                Collectors.toMap(row -> row.textOrEmpty(ObservationColumn.SESSION_ID), row -> row));
    Set<String> stumbling = stumbling(archive);
    Map<String, Long> hub = new HashMap<>();
    for (PartyTruth.Handover handover : handovers) {
      Observation session = frontEnd.get(handover.peer().sid());
      assertThat(session != null).isEqualTo(handover.isTold());
      if (session != null) {
        if (!stumbling.contains(handover.peer().sid())) {
          assertThat(session.number(ObservationColumn.MESSAGES)).isEqualTo(handover.mails());
        }
        assertThat(session.text(ObservationColumn.CLIENT_IP)).isEqualTo(handover.peer().address());
        assertThat(session.get(ObservationColumn.PEER_PORT)).isEqualTo(handover.peer().port());
      }
      hub.merge(handover.hubSession(), (long) handover.mails(), Long::sum);
    }
    hub.keySet().removeAll(stumbling);
    hub.forEach(
        (id, mails) ->
            assertThat(frontEnd.get(id).number(ObservationColumn.MESSAGES)).isEqualTo(mails));
    Set<String> handedOn = handedOn(handovers);
    Set<String> cut = cut(archive);
    handedOn.removeIf(handover -> cut.contains(handover.split(" ")[1]));
    assertThat(told(read)).isEqualTo(handedOn);
    assertThat(handovers).anyMatch(PartyTruth.Handover::isTold);
    assertThat(handovers).anyMatch(handover -> !handover.isTold());
    assertThat(hub).hasSizeLessThan(handovers.size() / 2);
  }

  /** The ids of sessions in which the clock goes back: their parts may change places. */
  private static Set<String> stumbling(PartyArchive archive) throws IOException {
    Map<String, TreeMap<Integer, String>> times = new HashMap<>();
    for (Path file : archive.days().keySet()) {
      for (String line : Files.readString(file).split("\r\n")) {
        String[] fields = line.split(",");
        if (!line.startsWith("#") && fields.length > 7) {
          times
              .computeIfAbsent(fields[2], any -> new TreeMap<>())
              .put(Integer.parseInt(fields[3]), fields[0]);
        }
      }
    }
    times.values().removeIf(inOrder -> isSorted(List.copyOf(inOrder.values())));
    return times.keySet();
  }

  private static boolean isSorted(List<String> times) {
    return times.equals(times.stream().sorted().toList());
  }

  /** The pairs of hub transport's log, with the session that carries them. */
  private static Set<String> told(ReadParties read) {
    Set<String> told = new TreeSet<>();
    for (InnerClient client : read.handovers()) {
      if (client.hop().source().label().equals("smtp-receive")) {
        InnerClient.Client whose = client.client();
        told.add(
            String.join(
                " ",
                client.hop().sessionId(),
                whose.sid(),
                whose.address(),
                String.valueOf(whose.port()),
                whose.name()));
      }
    }
    return told;
  }

  /**
   * The ids of sessions whose handover is the last that one file has of hub transport's session,
   * and the answer stands in another.
   */
  private static Set<String> cut(PartyArchive archive) throws IOException {
    Set<String> cut = new HashSet<>();
    for (Path file : archive.days().keySet()) {
      Map<String, String> last = new HashMap<>();
      for (String line : Files.readString(file).split("\r\n")) {
        String[] fields = line.split(",");
        if (file.toString().contains("SmtpReceive") && fields.length > 7) {
          last.put(fields[2], fields[7]);
        }
      }
      for (String command : last.values()) {
        if (command.startsWith("XPROXY")) {
          cut.add(command.replaceFirst(".* SID=(\\S+).*", "$1"));
        }
      }
    }
    return cut;
  }

  private static Set<String> handedOn(List<PartyTruth.Handover> handovers) {
    Set<String> handed = new TreeSet<>();
    for (PartyTruth.Handover handover : handovers) {
      PartyTruth.Peer peer = handover.peer();
      handed.add(
          String.join(
              " ",
              handover.hubSession(),
              peer.sid(),
              peer.address(),
              String.valueOf(peer.port()),
              peer.name()));
    }
    return handed;
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void nightsBringEachFileOnce(Delivery delivery) throws IOException {
    PartyArchive archive = PartyArchive.write(folder, 3, true);
    List<List<Path>> nights = archive.nights(delivery);

    assertThat(nights).hasSizeGreaterThan(1).noneMatch(List::isEmpty);
    List<Path> files = nights.stream().flatMap(List::stream).toList();
    assertThat(files).doesNotHaveDuplicates();
    assertThat(new HashSet<>(files)).isEqualTo(archive.days().keySet());
    try (Stream<Path> found = Files.walk(folder)) {
      assertThat(found.filter(Files::isRegularFile).map(Path::toAbsolutePath))
          .containsExactlyInAnyOrderElementsOf(files);
    }
    assertThat(nights).isEqualTo(archive.nights(delivery));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theConfigurationListsProxiesServersAndNetworks(long seed) throws IOException {
    String text = PartyArchive.write(folder, seed, false).configuration();
    Config block = ConfigFactory.parseString(text).getConfig("tls-sunset");

    assertThat(block.getConfigList("proxies"))
        .extracting(proxy -> proxy.getString("kind"))
        .contains("layer-4", "tls-ending");
    assertThat(block.getConfigList("proxies"))
        .allMatch(proxy -> !proxy.getString("name").isEmpty() && proxy.hasPath("networks"))
        .anyMatch(proxy -> proxy.hasPath("preserves-address"))
        .anyMatch(proxy -> proxy.hasPath("tls-version-fields"))
        .anyMatch(proxy -> proxy.hasPath("until"));
    assertThat(block.getObject("servers").keySet()).containsExactlyInAnyOrder("EX01", "EX05");
    assertThat(block.getStringList("own-networks")).isNotEmpty();
  }
}
