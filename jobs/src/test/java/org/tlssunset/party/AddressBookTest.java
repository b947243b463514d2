package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.RandomCases;

class AddressBookTest {

  private static final KnownAddress CONFIGURED = Parties.own("10.0.0.1", "EX01");
  private static final KnownAddress PROXY = Parties.proxy("10.0.0.1", "KEMP");
  private static final KnownAddress LEARNED =
      new KnownAddress(
          new Network("10.0.0.1"),
          Validity.ALWAYS,
          KnownAs.OWN_SERVER,
          "EX02",
          "local use by EX02",
          null);
  private static final KnownAddress NETWORK = Parties.ownNetwork("10.0.0.0/24");

  @Test
  void theOrderOfBelief() {
    RandomCases.each(
        50,
        random -> {
          List<KnownAddress> all = new ArrayList<>(List.of(CONFIGURED, PROXY, LEARNED, NETWORK));
          Collections.shuffle(all, random);

          AddressBook book = new AddressBook(all);

          assertThat(book.of("10.0.0.1").known())
              .containsExactly(CONFIGURED, PROXY, LEARNED, NETWORK);
          assertThat(book.of("10.0.0.2").known()).containsExactly(NETWORK);
          assertThat(book.of("10.0.1.1").known()).isEmpty();
        });
  }

  @Test
  void ofNetworksTheSmallestIsBelieved() {
    KnownAddress large = Parties.proxy("10.0.0.0/8", "large");
    KnownAddress small = Parties.proxy("10.255.0.0/16", "small");
    KnownAddress one = Parties.proxy("10.255.255.1", "one");
    AddressBook book = new AddressBook(List.of(small, one, large));

    assertThat(book.of("10.255.255.1").known()).containsExactly(one, small, large);
    assertThat(book.of("10.255.255.1").known()).containsExactly(one, small, large);
    assertThat(book.of("10.255.1.1").on(0)).isEqualTo(small);
    assertThat(book.of("10.1.1.1").on(0)).isEqualTo(large);
  }

  @Test
  void addressesAreOneInAllSpellings() {
    AddressBook book =
        new AddressBook(List.of(Parties.own("2001:db8::1", "EX01"), Parties.own("10.0.0.1", "A")));

    assertThat(book.of("2001:DB8:0::1").on(0)).isNotNull();
    assertThat(book.of("::ffff:10.0.0.1").on(0)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"9, false", "10, true", "20, true", "21, false"})
  void bothEndsOfAValidityBelongToIt(int day, boolean holds) {
    KnownAddress known =
        new KnownAddress(
            new Network("10.0.0.1"), new Validity(10, 20), KnownAs.OWN_SERVER, "A", "x", null);

    assertThat(new AddressBook(List.of(known)).of("10.0.0.1").on(day) != null).isEqualTo(holds);
  }

  @Test
  void outsideItsDaysAnAddressIsWhatElseIsKnownOfIt() {
    KnownAddress proxy =
        new KnownAddress(
            new Network("10.0.0.1"),
            new Validity(null, 20),
            KnownAs.PROXY,
            "KEMP",
            KnownAddress.CONFIGURATION,
            PROXY.proxy());
    AddressBook book = new AddressBook(List.of(LEARNED, proxy));

    assertThat(book.of("10.0.0.1").on(20)).isEqualTo(proxy);
    assertThat(book.of("10.0.0.1").on(21)).isEqualTo(LEARNED);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true, false", "::1, true, false", "0.0.0.0, false, false",
    "10.0.0.1, false, true", "unknown, false, false", "'', false, false"
  })
  void whatKindOfAddressItIs(String text, boolean isLoopback, boolean isOneHosts) {
    AddressBook.Standing standing = new AddressBook(List.of()).of(text);

    assertThat(standing.isLoopback()).isEqualTo(isLoopback);
    assertThat(standing.isOneHosts()).isEqualTo(isOneHosts);
  }

  @Test
  void itIsTheSameHoweverManyWereAskedBefore() {
    AddressBook book = new AddressBook(List.of(NETWORK));
    for (int i = 0; i < 70_000; i++) {
      assertThat(book.of("11.%d.%d.1".formatted(i >> 8 & 0xff, i & 0xff)).known()).isEmpty();
    }
    for (int i = 0; i < 70_000; i++) {
      book.of("name" + i);
    }
    assertThat(book.of("10.0.0.7").known()).containsExactly(NETWORK);
  }

  @Test
  void whatTheConfigurationSaysSomethingOf() {
    AddressBook book =
        new AddressBook(
            List.of(
                Parties.ownNetwork("10.0.1.0/24"),
                new KnownAddress(
                    new Network("10.0.0.5"),
                    Validity.ALWAYS,
                    KnownAs.OWN_SERVER,
                    null,
                    "local use",
                    null)));
    assertThat(book.isConfigured("10.0.1.7")).isTrue();
    assertThat(book.isConfigured("10.0.0.5")).isFalse();
    assertThat(book.isConfigured("no address")).isFalse();
  }
}
