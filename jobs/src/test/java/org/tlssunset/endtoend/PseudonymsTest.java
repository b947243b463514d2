package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.party.PartySettings;
import org.tlssunset.rollup.Identity;
import org.tlssunset.rollup.Identity.Kept;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;

/** Where names are not to be kept, no table has one but those of the logs' own facts. */
class PseudonymsTest {

  private static final String KEY = "sixteen letters!";

  /** Alice's by that key. */
  private static final String ALICE = "user-9e572d219b47ffa9";

  private static final String ANY = "user-[0-9a-f]{16}";

  private static final Set<Table> OF_LOGS =
      Set.of(
          Tables.TLS_OBSERVATIONS,
          Tables.INNER_CLIENTS,
          Tables.REJECTED_LINES,
          Tables.INGESTED_FILES);

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void aNight() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
    archive.write(
        "u_ex24.log",
        IIS_HEADER,
        request("2024-04-03 10:00:00", "/EWS/x", "CORP\\Alice", "192.0.2.1", TLS10),
        request("2024-05-03 10:00:00", "/EWS/x", "corp\\alice", "192.0.2.1", TLS10),
        request("2024-05-03 11:00:00", "/EWS/x", "corp\\alice", "10.**.**.1", TLS10),
        request("2024-05-03 11:00:00", "/EWS/x", "bob", "192.0.2.1", TLS12));
    nights.ingestOnly(archive);
  }

  private void count(Kept kept) {
    DerivedTables.recount(nights.warehouse(), PartySettings.NONE, Identity.of(kept, KEY));
  }

  @Test
  void aUserIsOnePseudonymInAnySpellingEverywhere() {
    count(Kept.PSEUDONYM);

    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "party", "user_name", "requests"))
        .hasSize(2)
        .contains(ALICE + "|" + ALICE + "|3");
    assertThat(nights.rows(Tables.USAGE_DAILY, "observed_on", "user_name", "peer_ip"))
        .contains("2024-05-03|" + ALICE + "|10.**.**.1");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client", "user_names"))
        .contains("10.**.**.1 " + ALICE + "|[" + ALICE + "]");
    assertThat(counted()).doesNotContainIgnoringCase("alice").doesNotContain("bob");
  }

  @Test
  void withoutUsersPartiesAreToldApartByTheirAddresses() {
    count(Kept.NONE);

    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "party", "user_name", "requests"))
        .containsExactly("10.**.**.1|null|1", "192.0.2.1|null|3");
    assertThat(counted())
        .doesNotContainIgnoringCase("alice")
        .doesNotContain("bob")
        .doesNotContainPattern(ANY);
  }

  @ParameterizedTest
  @EnumSource(names = {"PSEUDONYM", "NONE"})
  void namesOfBeforeAreGoneWhereTheyAreNoLongerToBeKept(Kept kept) {
    count(Kept.NAME);
    assertThat(counted()).contains("corp\\alice", "bob");

    count(kept);

    assertThat(counted()).doesNotContainIgnoringCase("alice").doesNotContain("bob");
    List<String> changed = nights.rows(Tables.CLIENT_PROGRAM, "party", "requests", "first_seen");
    Nights atOnce = new Nights(folder.resolve("at once"));
    atOnce.ingestOnly(archive);
    DerivedTables.recount(atOnce.warehouse(), PartySettings.NONE, Identity.of(kept, KEY));
    assertThat(changed)
        .isEqualTo(atOnce.rows(Tables.CLIENT_PROGRAM, "party", "requests", "first_seen"));
  }

  @Test
  void anotherKeyMakesOtherPseudonyms() {
    count(Kept.PSEUDONYM);
    DerivedTables.recount(
        nights.warehouse(), PartySettings.NONE, Identity.of(Kept.PSEUDONYM, "another key of 16"));

    assertThat(counted()).containsPattern(ANY).doesNotContain(ALICE);
  }

  /**
   * Also where the observations are gone, which have the name. Counts stay, but for those of a
   * client that the name alone tells apart.
   */
  @Test
  void whoeverIsToBeForgottenIsFoundByThePseudonym() throws IOException {
    count(Kept.PSEUDONYM);
    RetentionSettings nothing =
        new RetentionSettings(
            OptionalInt.of(1),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Duration.ofDays(7));
    new Maintenance(nights.warehouse(), nothing, LocalDate.of(2024, 5, 10)).removeOld();
    count(Kept.PSEUDONYM);
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name")).isEmpty();
    assertThat(counted()).contains(ALICE);

    Command forget =
        Command.run(
            "forget",
            "--warehouse",
            folder.resolve("warehouse").toString(),
            "--config",
            configuration().toString(),
            "--user",
            "Corp\\ALICE");

    assertThat(forget.exitCode()).as(forget.err()).isZero();
    assertThat(forget.err()).contains("usage_daily: 3 rows");
    assertThat(counted()).containsPattern(ANY).doesNotContain(ALICE);
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "sum(requests)")).containsExactly("3");
  }

  private Path configuration() throws IOException {
    Path file = folder.resolve("pseudonyms.conf");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(
        file,
        "tls-sunset.rollup { identify = pseudonym, identify-secret = \"%s\" }".formatted(KEY));
  }

  /** What all tables hold that are counted from others, as one text. */
  private String counted() {
    return Tables.all().stream()
        .filter(table -> !OF_LOGS.contains(table))
        .flatMap(table -> nights.rows(table, table.columnNames().toArray(String[]::new)).stream())
        .reduce("", (one, other) -> one + "\n" + other);
  }
}
