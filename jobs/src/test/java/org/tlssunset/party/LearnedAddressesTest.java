package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.listOf;
import static org.tlssunset.RandomCases.oneOf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;

class LearnedAddressesTest {

  private static final String ADDRESS = "10.0.0.11";

  private static LocalUse use(@Nullable String server, int firstDay, int lastDay) {
    return new LocalUse(server, ADDRESS, firstDay, lastDay);
  }

  private static KnownAddress own(@Nullable String name, int from, int until, String learnedFrom) {
    return new KnownAddress(
        new Network(ADDRESS),
        new Validity(from, until),
        KnownAs.OWN_SERVER,
        name,
        learnedFrom,
        null);
  }

  private static List<KnownAddress> of(LocalUse... uses) {
    return LearnedAddresses.of(List.of(uses));
  }

  @Test
  void anAddressIsTheServersThirtyDaysBeforeAndAfter() {
    assertThat(of(use("EX01", 100, 110), use("EX01", 150, 151)))
        .containsExactly(own("EX01", 70, 181, "local use by EX01 from 1970-04-11 to 1970-06-01"));
  }

  @Test
  void anAddressThatTurnsUpAgainMuchLaterWasAnybodysBetween() {
    assertThat(of(use("EX01", 100, 110), use("EX01", 170, 170))).hasSize(1);
    assertThat(of(use("EX01", 171, 171), use("EX01", 100, 110)))
        .extracting(KnownAddress::validity)
        .containsExactly(new Validity(70, 140), new Validity(141, 201));
  }

  @Test
  void aLongUseCoversShorterOnes() {
    assertThat(of(use("EX01", 0, 500), use("EX01", 10, 20), use("EX01", 560, 560)))
        .extracting(KnownAddress::validity)
        .containsExactly(new Validity(-30, 590));
  }

  @Test
  void anAddressOfSeveralServersNamesNone() {
    assertThat(of(use("EX02", 100, 100), use("EX01", 101, 101), use(null, 101, 101)))
        .containsExactly(
            own(null, 70, 131, "local use by EX01 and EX02 from 1970-04-11 to 1970-04-12"));
  }

  @Test
  void anAddressThatPassedFromOneServerToAnotherNamesBothInTheirTime() {
    assertThat(of(use("EX02", 400, 400), use("EX01", 100, 100)))
        .extracting(KnownAddress::name)
        .containsExactly("EX01", "EX02");
  }

  @Test
  void oneServerHasOneNameEverywhere() {
    assertThat(
            LearnedAddresses.of(
                List.of(
                    use("ex01.corp.local", 100, 100),
                    use("EX01.corp.local", 101, 101),
                    new LocalUse("ex01", "10.0.0.12", 9_000, 9_000),
                    new LocalUse("EX01", "10.0.0.13", 9_000, 9_000))))
        .extracting(KnownAddress::name)
        .containsExactly("EX01", "EX01", "EX01");
  }

  @Test
  void aServerThatIsNamedByItsAddressHasNoName() {
    assertThat(of(use(ADDRESS, 100, 100), use(null, 100, 100)))
        .containsExactly(own(null, 70, 130, "local use from 1970-04-11 to 1970-04-11"));
    assertThat(of(use(ADDRESS, 100, 100), use("EX01", 100, 100)))
        .extracting(KnownAddress::name)
        .containsExactly("EX01");
  }

  @Test
  void spellingsAndPortsMakeNoOtherAddress() {
    assertThat(
            LearnedAddresses.of(
                List.of(
                    new LocalUse("EX01", "10.0.0.11:25", 1, 1),
                    new LocalUse("EX01", "::ffff:10.0.0.11", 2, 2))))
        .extracting(KnownAddress::network)
        .containsExactly(new Network(ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "0.0.0.0",
        "::",
        "169.254.1.1",
        "fe80::1",
        "fe80::1%eth0",
        "224.0.0.1",
        "ff02::1",
        "EX01",
        "",
        "10.0.0.x",
        "10.0.0.0/24"
      })
  void whatIsNoServersOwnIsNotLearned(String address) {
    assertThat(LearnedAddresses.of(List.of(new LocalUse("EX01", address, 1, 2)))).isEmpty();
  }

  @Test
  void theOrderOfUsesMakesNoDifference() {
    RandomCases.each(
        500,
        random -> {
          List<LocalUse> uses = uses(random);
          List<LocalUse> shuffled = new ArrayList<>(uses);
          Collections.shuffle(shuffled, random);

          assertThat(LearnedAddresses.of(shuffled)).isEqualTo(LearnedAddresses.of(uses));
        });
  }

  @Test
  void anAddressIsOursOnEachDayNearAUseAndOnNoOther() {
    RandomCases.each(
        500,
        random -> {
          List<LocalUse> uses = uses(random);
          AddressBook book = new AddressBook(LearnedAddresses.of(uses));
          for (int day = -40; day <= 700; day += 1 + random.nextInt(9)) {
            int at = day;
            boolean isNear =
                uses.stream()
                    .filter(use -> use.address().equals(ADDRESS))
                    .anyMatch(
                        use ->
                            at >= use.firstDay() - LearnedAddresses.MARGIN_DAYS
                                && at <= use.lastDay() + LearnedAddresses.MARGIN_DAYS);
            assertThat(book.of(ADDRESS).on(day) != null).as("day " + day).isEqualTo(isNear);
          }
        });
  }

  private static List<LocalUse> uses(Random random) {
    return listOf(
        random,
        0,
        8,
        () -> {
          int first = between(random, 0, 600);
          return new LocalUse(
              oneOf(random, null, "EX01", "ex01.corp", "EX02", "ex02", "10.0.0.11"),
              oneOf(random, ADDRESS, ADDRESS, "2001:db8::1", "127.0.0.1", "x"),
              first,
              first + between(random, 0, 40));
        });
  }

  @Test
  void anAddressOfSeveralIsToldFromOneOfNobody() {
    assertThat(of(use("EX01", 0, 0), use("EX02", 0, 0)))
        .singleElement()
        .matches(LearnedAddresses::isOfSeveral);
    assertThat(of(use("EX01", 0, 0))).noneMatch(LearnedAddresses::isOfSeveral);
    assertThat(of(use(null, 0, 0))).noneMatch(LearnedAddresses::isOfSeveral);
  }
}
