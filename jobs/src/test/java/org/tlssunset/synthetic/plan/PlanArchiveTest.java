package org.tlssunset.synthetic.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.Observation;
import org.tlssunset.party.Attribution;
import org.tlssunset.party.Belief;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.PartyKey;
import org.tlssunset.synthetic.party.PartyStory;
import org.tlssunset.synthetic.party.ReadParties;
import org.tlssunset.synthetic.party.RowTruth;
import org.tlssunset.synthetic.plan.Use.Seen;

/** The archives hold what they promise, and their truth agrees with what their lines say. */
class PlanArchiveTest {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private static final Set<String> CLEAR = Set.of("cleartext");
  private static final Set<String> UNTOLD = Set.of("not-logged", "unknown");

  @TempDir Path folder;

  @Test
  void equalSeedsGiveEqualBytesAndEqualTruths() throws IOException {
    PlanArchive one = PlanArchive.write(folder.resolve("a"), 7);
    PlanArchive other = PlanArchive.write(folder.resolve("b"), 7);
    PlanArchive another = PlanArchive.write(folder.resolve("c"), 8);

    assertThat(texts(one)).isEqualTo(texts(other)).isNotEqualTo(texts(another));
    assertThat(one.logs().configuration()).isEqualTo(other.logs().configuration());
    assertThat(answers(one)).isEqualTo(answers(other));
  }

  private static Map<String, String> texts(PlanArchive archive) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : archive.logs().days().keySet()) {
      texts.put(archive.logs().folder().relativize(file).toString(), Files.readString(file));
    }
    return texts;
  }

  private static List<Map<PlanParty, PlanAnswer>> answers(PlanArchive archive) {
    return archive.truth().scenarios().stream().map(archive.truth()::answers).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void allStoriesHappenToSeveralParties(long seed) throws IOException {
    PlanArchive archive = PlanArchive.write(folder, seed);

    Map<PlanStory, Long> parties =
        archive.truth().histories().stream()
            .collect(Collectors.groupingBy(History::story, TreeMap::new, Collectors.counting()));
    assertThat(parties.keySet()).containsExactlyInAnyOrder(PlanStory.values());
    parties
        .keySet()
        .removeAll(
            Set.of(
                PlanStory.OLD_PROXY,
                PlanStory.MODERN_PROXY,
                PlanStory.UPDATED_PROXY)); // One per protocol.
    assertThat(parties.values()).allMatch(count -> count > 1);
    assertThat(archive.truth().histories().stream().mapToInt(all -> all.uses().size()).sum())
        .isBetween(1_000, 3_000);
    assertThat(archive.logs().days()).hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theParsersReadEachLine(long seed) throws IOException {
    ReadParties read = read(PlanArchive.write(folder.resolve("archive"), seed));

    read.files()
        .forEach(
            (file, counts) ->
                assertThat(counts.used())
                    .as(file.toString())
                    .isEqualTo(
                        read.archive().truth().lines().get(file).stream()
                            .filter(Objects::nonNull)
                            .count()));
    assertThat(read.rejected()).isZero();
    for (Observation row : read.rows()) {
      RowTruth truth = read.truth(row);
      boolean isKnown = truth.tls().isKnowable() || truth.through() != null;
      String outcome = row.textOrEmpty(ObservationColumn.TLS_OUTCOME);
      if (truth.tls().isKnowable()) {
        assertThat(version(row)).as("%s", truth).isEqualTo(truth.tls().value());
      }
      if (truth.story() == PartyStory.IN_CLEAR || !isKnown) {
        assertThat(outcome).as("%s", truth).isIn(isKnown ? CLEAR : UNTOLD);
      }
    }
  }

  private static ReadParties read(PlanArchive archive) throws IOException {
    return ReadParties.of(archive.logs(), archive.logs().days().keySet());
  }

  private static String version(Observation row) {
    return row.text(ObservationColumn.TLS_VERSION_FIRST);
  }

  /** Whose they were, on which day, with what: what can be seen, and nothing else. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rowsAreThePartiesUses(long seed) throws IOException {
    PlanArchive archive = PlanArchive.write(folder.resolve("archive"), seed);
    ReadParties read = read(archive);
    Belief belief = read.belief();

    Set<String> seen = new HashSet<>();
    for (Observation row : read.rows()) {
      Attribution whose = belief.of(ReadParties.connection(row));
      long day = row.number(ObservationColumn.STARTED_AT) / MICROS_PER_DAY;
      String server = row.textOrEmpty(ObservationColumn.SERVER);
      seen.add(party(row, whose) + " " + day + " " + server + " " + version(row));
    }
    Set<String> done = new HashSet<>();
    for (History history : archive.truth().histories()) {
      for (Use use : history.uses()) {
        if (use.isSeen() && use.route().end().isServer()) {
          long day = PlanDays.date(use.day()).toEpochDay();
          Version version = use.seen() == Seen.UNTOLD ? null : use.version();
          done.add(
              "%s %d %s %s"
                  .formatted(
                      history.party(),
                      day,
                      use.route().end().name(),
                      version == null ? null : version.label()));
        }
      }
    }
    assertThat(seen).isEqualTo(done);
  }

  /** Who made the connection. */
  private static PlanParty party(Observation row, Attribution whose) {
    String role = whose.role().label();
    String protocol = row.textOrEmpty(ObservationColumn.PROTOCOL);
    String name = row.text(ObservationColumn.CLIENT_NAME);
    if (row.textOrEmpty(ObservationColumn.DIRECTION).equals("outbound")) {
      return PlanParty.ofPartner(String.valueOf(name).replaceFirst("^mx\\d\\.", ""));
    }
    String ours =
        whose.listed().proxy() != null ? whose.listed().proxy() : whose.listed().ownServer();
    if (ours != null) {
      return PlanParty.ofOurs(role, protocol, ours);
    }
    String user = row.text(ObservationColumn.USER_NAME);
    String key =
        user == null || role.equals("probe")
            ? PartyKey.ofCaller(String.valueOf(whose.client().ip()), name)
            : PartyKey.ofUser(user);
    return new PlanParty(role, "inbound", protocol, key);
  }

  /** An old version proves nothing before somebody was seen with a newer one there. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatAnEndCanIsSeenBeforeItMatters(long seed) throws IOException {
    PlanArchive archive = PlanArchive.write(folder, seed);
    List<Use> all = new ArrayList<>();
    archive.truth().histories().forEach(history -> all.addAll(history.uses()));

    Map<End, Integer> shown = new TreeMap<>(Comparator.comparing(End::toString));
    for (Use use : all) {
      if (use.isSeenModern()) {
        shown.merge(use.route().end(), use.day(), Math::min);
      }
    }
    assertThat(all)
        .filteredOn(Use::isSeenOld)
        .allMatch(
            use -> {
              boolean isShown =
                  shown.getOrDefault(use.route().end(), Integer.MAX_VALUE) < use.day();
              return isShown == use.isProof();
            });
  }
}
