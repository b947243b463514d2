package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.RandomCases;

class HostNamesTest {

  private static final String[] ADDRESSES = {"10.0.0.1", "10.0.0.2", "10.0.1.1", "2001:db8::1"};

  private static final String[] NETWORKS = {
    "10.0.0.0/30", "10.0.0.0/24", "10.0.0.0/8", "2001:db8::/64", "2001:db8::/32"
  };

  private static HostName always(String address, String name) {
    return new HostName(address, HostName.EVER, HostName.NEVER, name);
  }

  /** What a scan of all names says. */
  private static @Nullable String scanned(List<HostName> names, String address, long moment) {
    List<HostName> holding =
        names.stream()
            .filter(name -> name.from() <= moment && moment < name.until())
            .filter(name -> block(name).contains(new IPAddressString(address).getAddress()))
            .toList();
    int longest = holding.stream().mapToInt(HostNamesTest::prefix).max().orElse(0);
    List<HostName> smallest = holding.stream().filter(name -> prefix(name) == longest).toList();
    long last = smallest.stream().mapToLong(HostName::from).max().orElse(0);
    List<String> said =
        smallest.stream()
            .filter(name -> name.from() == last)
            .map(HostName::name)
            .distinct()
            .toList();
    return said.size() == 1 ? said.get(0) : null;
  }

  private static IPAddress block(HostName name) {
    return new IPAddressString(name.address()).getAddress();
  }

  private static int prefix(HostName name) {
    Integer length = block(name).getNetworkPrefixLength();
    return length == null ? block(name).getBitCount() : length;
  }

  private static HostName any(Random random) {
    String address = RandomCases.oneOf(random, random.nextBoolean() ? ADDRESSES : NETWORKS);
    long from = random.nextInt(6) == 0 ? HostName.EVER : random.nextInt(20);
    long until =
        random.nextInt(4) == 0 ? HostName.NEVER : Math.max(from, 0) + 1 + random.nextInt(10);
    return new HostName(address, from, until, RandomCases.oneOf(random, "a", "b", "c"));
  }

  @Test
  void whatIsFoundIsWhatAScanFinds() {
    RandomCases.each(
        2000,
        random -> {
          List<HostName> all = RandomCases.listOf(random, 0, 25, () -> any(random));
          HostNames names = new HostNames(all);

          for (String address : ADDRESSES) {
            for (long moment = -2; moment < 35; moment++) {
              assertThat(names.at(address, moment))
                  .as("%s at %d of %s", address, moment, all)
                  .isEqualTo(scanned(all, address, moment));
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"10.0.1.7, one", "10.0.1.8, small", "10.0.2.1, large", "10.1.0.1,", "::1,"})
  void theSmallestNetworkCounts(String address, @Nullable String expected) {
    HostNames names =
        new HostNames(
            List.of(
                always("10.0.0.0/16", "large"),
                always("10.0.1.0/24", "small"),
                always("10.0.1.7", "one")));

    assertThat(names.at(address, 0)).isEqualTo(expected);
  }

  @Test
  void aLeaseThatEndsGivesTheAddressBack() {
    HostNames names =
        new HostNames(
            List.of(
                always("10.0.0.1", "printer"),
                new HostName("10.0.0.1", 10, 20, "laptop"),
                new HostName("10.0.0.1", 12, 14, "phone")));

    assertThat(List.of(9L, 10L, 11L, 12L, 13L, 14L, 19L, 20L))
        .extracting(moment -> names.at("10.0.0.1", moment))
        .containsExactly(
            "printer", "laptop", "laptop", "phone", "phone", "laptop", "laptop", "printer");
  }

  @Test
  void twoThatBeganAtOnceContradictEachOther() {
    HostNames names =
        new HostNames(
            List.of(
                always("10.0.0.0/24", "floor"),
                new HostName("10.0.0.1", 10, 20, "a"),
                new HostName("10.0.0.1", 10, 15, "b"),
                always("10.0.0.2", "EX01.contoso.com"),
                always("10.0.0.2", "ex01.contoso.com")));

    assertThat(names.at("10.0.0.1", 14)).as("unknown is an answer").isNull();
    assertThat(names.at("10.0.0.1", 15)).isEqualTo("a");
    assertThat(names.at("10.0.0.1", 20)).isEqualTo("floor");
    assertThat(names.at("10.0.0.2", 0))
        .as("one name in any case")
        .isEqualToIgnoringCase("ex01.contoso.com");
  }

  @Test
  void theyGoToOtherMachines() throws Exception {
    HostNames names = new HostNames(List.of(always("10.0.0.1", "a"), always("10.0.0.0/8", "b")));
    assertThat(names.at("10.0.0.2", 0)).isEqualTo("b");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(names);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      HostNames there = (HostNames) in.readObject();
      assertThat(there.at("10.0.0.1", 0)).isEqualTo("a");
      assertThat(there.at("10.0.0.2", 0)).isEqualTo("b");
    }
  }

  @Test
  void aNameHoldsAtSomeMoment() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HostName("10.0.0.1", 7, 7, "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new HostName("10.0.0.1", 7, 8, ""));
    assertThat(new HostNames(List.of()).isEmpty()).isTrue();
  }
}
