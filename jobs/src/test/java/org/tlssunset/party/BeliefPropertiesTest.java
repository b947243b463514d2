package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.listOf;
import static org.tlssunset.RandomCases.oneOf;
import static org.tlssunset.RandomCases.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.Connection.Claim;
import org.tlssunset.party.Connection.Ends;
import org.tlssunset.party.Connection.Kind;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsHop;

/** What holds for all rows, whatever is known of addresses. */
class BeliefPropertiesTest {

  private static final int CASES = 3_000;

  @Test
  void everyRowHasOneRoleAndSaysWhy() {
    RandomCases.each(
        CASES,
        random -> {
          Connection row = row(random);
          Attribution found = new Belief(book(random)).of(row);

          assertThat(found.client().ip() == null).isEqualTo(found.client().from() == null);
          assertThat(found.tlsHop() == TlsHop.PROXY).isEqualTo(found.role() == Role.PROXY);
          assertThat(found.clientTls() == row.tls()).isEqualTo(found.role() != Role.PROXY);
          assertThat(found.listed().proxy() == null || found.listed().ownServer() == null).isTrue();
          assertThat(found.role() == Role.PROBE).isEqualTo(row.isProbe());
          assertThat(
                  found.counts() || found.role() == Role.PROBE || found.role() == Role.OWN_SERVER)
              .isTrue();
          assertThat(found.reason()).isNotBlank().doesNotContain("null");
        });
  }

  @Test
  void whatIsForwardedIsBelievedOfListedProxiesAlone() {
    RandomCases.each(
        CASES,
        random -> {
          Belief belief = new Belief(book(random));
          Connection row = row(random);
          Attribution found = belief.of(row);
          Attribution other = belief.of(Parties.with(row, claim(random)));

          if (found.role() != Role.PROXY) {
            assertThat(withoutReason(other)).isEqualTo(withoutReason(found));
          }
          if (found.client().from() == ClientIpFrom.X_FORWARDED_FOR) {
            assertThat(found.listed().proxy()).isNotNull();
          }
        });
  }

  private static Attribution withoutReason(Attribution found) {
    return new Attribution(
        found.role(),
        found.client(),
        found.tlsHop(),
        found.clientTls(),
        found.listed(),
        found.counts(),
        "");
  }

  @Test
  void whatIsForgedBeforeWhatAProxyAppendedChangesNothing() {
    RandomCases.each(
        CASES,
        random -> {
          Belief belief = new Belief(book(random, Parties.proxy("198.51.100.9", "KEMP")));
          String client = "203.0.113." + between(random, 1, 254);
          String forged =
              String.join(
                      "",
                      listOf(
                          random,
                          0,
                          4,
                          () -> claimed(random, text(random, 0, 9, "1., :=x")) + ", "))
                  .replace(";", "");
          String hops = String.join("", listOf(random, 0, 3, () -> ", 198.51.100.9"));
          Connection row = Parties.on(Parties.request("198.51.100.9"), between(random, 0, 400));

          Attribution honest = belief.of(Parties.forwarding(row, client + hops));
          Attribution told =
              belief.of(Parties.forwarding(row, (forged + client + hops).replace("=", "")));

          assertThat(honest.client().ip()).isEqualTo(client);
          assertThat(told).isEqualTo(honest);
        });
  }

  @Test
  void inWhichOrderAddressesWereLearnedMakesNoDifference() {
    RandomCases.each(
        500,
        random -> {
          List<KnownAddress> known = addresses(random);
          List<KnownAddress> turned = new ArrayList<>(known);
          Collections.shuffle(turned, random);
          Connection row = row(random);

          assertThat(new Belief(new AddressBook(turned)).of(row))
              .isEqualTo(new Belief(new AddressBook(known)).of(row));
        });
  }

  private static AddressBook book(Random random, KnownAddress... others) {
    return new AddressBook(
        Stream.concat(addresses(random).stream(), List.of(others).stream()).toList());
  }

  private static List<KnownAddress> addresses(Random random) {
    // No two of one name: which of two that are alike in all else counts is nobody's concern.
    return IntStream.range(0, between(random, 0, 6)).mapToObj(i -> known(random, "N" + i)).toList();
  }

  private static KnownAddress known(Random random, String name) {
    KnownAs what = oneOf(random, KnownAs.values());
    ProxyTraits traits = what == KnownAs.PROXY ? traits(random) : null;
    int from = between(random, 0, 300);
    return new KnownAddress(
        traits != null && traits.preservesAddress() ? null : new Network(network(random)),
        oneOf(random, Validity.ALWAYS, new Validity(from, from + between(random, 0, 99))),
        what,
        what == KnownAs.OWN_NETWORK ? null : name,
        oneOf(random, KnownAddress.CONFIGURATION, "local use by " + name),
        traits);
  }

  private static ProxyTraits traits(Random random) {
    return new ProxyTraits(
        oneOf(random, ProxyKind.values()),
        new Scope(
            oneOf(random, List.of(), List.of("ews")),
            oneOf(random, List.of(), List.of("EX01")),
            oneOf(random, List.of(), List.of(443))),
        random.nextInt(4) == 0,
        new ForwardingFields(
            oneOf(random, List.of("X-Forwarded-For"), List.of("X-Real-IP", "X-Forwarded-For")),
            oneOf(random, List.of(), List.of("Tls")),
            oneOf(random, List.of(), List.of("Cipher"))));
  }

  private static String network(Random random) {
    return oneOf(random, "10.0.0.0/24", "10.0.0.0/29", "2001:db8::/32", address(random));
  }

  private static String address(Random random) {
    return oneOf(random, "10.0.0." + between(random, 1, 9), "2001:db8::" + between(random, 1, 5));
  }

  private static Connection row(Random random) {
    return new Connection(
        new Kind(
            oneOf(random, "iis", "smtp-receive", "x"),
            oneOf(random, "inbound", "inbound", "outbound"),
            oneOf(random, "ews", "smtp"),
            oneOf(random, null, "W3SVC1", "W3SVC2")),
        new Ends(
            oneOf(random, null, "EX01", "ex02.corp", "10.0.0.1"),
            oneOf(random, null, address(random)),
            oneOf(random, null, 443, 444, 25),
            oneOf(random, null, address(random), "::1", text(random, 0, 5, "1.:/x"))),
        between(random, 0, 400),
        oneOf(random, null, null, null, true, false),
        random.nextInt(8) == 0,
        claim(random),
        new Tls("negotiated", "TLS 1.2", null));
  }

  private static Claim claim(Random random) {
    return new Claim(
        oneOf(random, null, forwarded(random), "too-many", text(random, 0, 9, "1.,;= :x")),
        oneOf(random, null, "TLSv1.2", "400", text(random, 0, 9, "0x1.TLSf")),
        oneOf(random, null, "AES256", text(random, 0, 5, "AES -_")));
  }

  private static @Nullable String forwarded(Random random) {
    String list = String.join(", ", listOf(random, 1, 4, () -> claimed(random, "8.8.8.8")));
    return random.nextBoolean() ? list : list + "; X-Real-IP=" + claimed(random, "8.8.4.4");
  }

  private static String claimed(Random random, String other) {
    return oneOf(random, "unknown", address(random), other);
  }
}
