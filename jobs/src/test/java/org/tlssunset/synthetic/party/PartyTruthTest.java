package org.tlssunset.synthetic.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.logs.Observation;
import org.tlssunset.party.Attribution;
import org.tlssunset.party.Belief;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Role;

/** What is believed of connections is true, and what cannot be known stays unknown. */
class PartyTruthTest {

  private static final Set<String> LEGACY = Set.of("SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1");

  @TempDir Path folder;

  static Stream<Arguments> archives() {
    return Stream.iterate(101L, seed -> seed + 1)
        .limit(20)
        .flatMap(seed -> Stream.of(Arguments.of(seed, false), Arguments.of(seed, true)));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void whatIsBelievedIsTrue(long seed, boolean nasty) throws IOException {
    ReadParties read = ReadParties.of(folder.resolve("archive"), seed, nasty);
    Belief belief = read.belief();

    Map<Role, Integer> roles = new EnumMap<>(Role.class);
    List<String> missed = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Observation row : read.rows()) {
      RowTruth truth = read.truth(row);
      Attribution whose = belief.of(ReadParties.connection(row));
      roles.merge(whose.role(), 1, Integer::sum);
      String role = whose.role().label();
      String version = whose.clientTls().version();
      String known =
          compared("role", truth.role(), role)
              + compared("address", truth.address(), whose.client().ip())
              + compared("tls", truth.tls(), version)
              + compared("proxy", new Fact(truth.through(), true), whose.listed().proxy())
              + compared("server", server(truth), host(whose.listed().ownServer()))
              + compared("counts", Fact.known("" + truth.counts()), "" + whose.counts());
      if (!known.isEmpty()) {
        missed.add(truth.story() + known + ": " + whose.reason());
      }
      String believed = guessed(truth, whose) + mistaken(truth, role, version);
      if (!believed.isEmpty()) {
        wrong.add(truth.story() + believed + ": " + whose.reason());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(missed).isEmpty();
    assertThat(roles).containsOnlyKeys(Role.values());
    assertThat(roles.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(read.rows().size());
  }

  /** What is not so, though it can be known. */
  private static String compared(String what, Fact truth, @Nullable String believed) {
    boolean isRight = !truth.isKnowable() || Objects.equals(truth.value(), believed);
    return isRight ? "" : " %s is %s, not %s".formatted(what, truth.value(), believed);
  }

  /** The server's name; of a hop that carries others' it does not matter. */
  private static Fact server(RowTruth truth) {
    boolean isServer = "own-server".equals(truth.role().value()) && truth.role().isKnowable();
    boolean isInner = isServer && !truth.counts();
    return new Fact(isServer ? truth.party() : null, truth.role().isKnowable() && !isInner);
  }

  /** {@code ex01.corp.example} is EX01. */
  private static @Nullable String host(@Nullable String server) {
    return server == null ? null : server.replaceFirst("\\..*", "").toUpperCase(Locale.ROOT);
  }

  /** What is said of a client though it cannot be known. */
  private static String guessed(RowTruth truth, Attribution whose) {
    boolean isOfClient = whose.role() == Role.CLIENT || whose.role() == Role.PROXY;
    if (!isOfClient) {
      return "";
    }
    return (truth.address().isKnowable() || whose.client().ip() == null
            ? ""
            : " guessed address " + whose.client().ip())
        + (truth.tls().isKnowable() || whose.clientTls().version() == null
            ? ""
            : " guessed " + whose.clientTls().version());
  }

  /** An old client that is called modern, or a modern one that is called old. */
  private static String mistaken(RowTruth truth, String role, @Nullable String version) {
    boolean isOfClient = role.equals("client") || role.equals("proxy");
    String real = truth.tls().value();
    return isOfClient
            && version != null
            && real != null
            && LEGACY.contains(version) != LEGACY.contains(real)
        ? " uses " + real + ", not " + version
        : "";
  }

  /** It makes no difference in which order the files come. */
  @ParameterizedTest
  @EnumSource(Delivery.class)
  void theOrderOfNightsChangesNothing(Delivery delivery) throws IOException {
    PartyArchive archive = PartyArchive.write(folder.resolve("archive"), 17, true);
    List<Path> files = archive.nights(delivery).stream().flatMap(List::stream).toList();

    ReadParties inOrder = ReadParties.of(archive, archive.days().keySet());
    ReadParties delivered = ReadParties.of(archive, files);

    assertThat(believed(delivered)).isEqualTo(believed(inOrder)).hasSizeGreaterThan(500);
  }

  private static Map<String, Attribution> believed(ReadParties read) {
    Belief belief = read.belief();
    Map<String, Attribution> believed = new TreeMap<>();
    for (Observation row : read.rows()) {
      String name =
          row.text(ObservationColumn.SOURCE_FILE) + ":" + row.get(ObservationColumn.SOURCE_LINE);
      assertThat(believed.put(name, belief.of(ReadParties.connection(row)))).as(name).isNull();
    }
    return believed;
  }
}
