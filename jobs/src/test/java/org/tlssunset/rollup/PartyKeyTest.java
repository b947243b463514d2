package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.PartyKey;

class PartyKeyTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, scanner, 192.0.2.7 scanner",
    "192.0.2.7, SCANNER7.Example, 192.0.2.7 scanner7.example",
    "192.0.2.7, ' scanner ', 192.0.2.7 scanner",
    "192.0.2.7, -, 192.0.2.7",
    "192.0.2.7, '  ', 192.0.2.7",
    "192.0.2.7, , 192.0.2.7",
    "192.0.2.7, [192.0.2.7], 192.0.2.7 [192.0.2.7]"
  })
  void aCallerIsItsAddressAndTheNameThatItGives(String address, String name, String party) {
    assertThat(PartyKey.ofCaller(address, name)).isEqualTo(party);
  }

  /** Addresses are canonical, RFC 5952: the longest run of zeros is cut out, of two the first. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::6, 2001:db8:1:2::/64",
    "2001:db8:1:2:0:4:0:6, 2001:db8:1:2::/64",
    "2001:db8::1, 2001:db8::/64",
    "2001:db8::1:2:3:4:5, 2001:db8:0:1::/64",
    "2001:db8:0:1::, 2001:db8:0:1::/64",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1::/64",
    "2001:db8:1:0:2:3:4:5, 2001:db8:1::/64",
    "2001:db8:1::2:3:4, 2001:db8:1::/64",
    "2001:0:0:1::, 2001:0:0:1::/64",
    "2001::1:0:0:0:1, 2001:0:0:1::/64",
    "2001::, 2001::/64",
    "0:0:0:1::, 0:0:0:1::/64",
    "::1:2:3:4:5, 0:0:0:1::/64",
    "0:1:2:3:4:5:6:7, 0:1:2:3::/64",
    "64:ff9b::c000:207, 64:ff9b::/64",
    "fd00:1:2:3::7, fd00:1:2:3::/64"
  })
  void ofIpv6ItIsTheNetworkThatItsHostChoseTheAddressFrom(String address, String network) {
    assertThat(PartyKey.ofCaller(address, null)).isEqualTo(network);
    assertThat(PartyKey.ofCaller(address, "PC1")).isEqualTo(network + " pc1");
  }

  /** All hosts have these networks: they tell two apart by nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {"::1", "::", "::c000:207", "fe80::1", "fe80::54d8:6a1c:e0d1:7f2b", "febf:1::2"})
  void anAddressWhoseNetworkIsEveryHostsStaysWhole(String address) {
    assertThat(PartyKey.ofCaller(address, null)).isEqualTo(address);
    assertThat(PartyKey.ofCaller(address, "PC1")).isEqualTo(address + " pc1");
  }

  @Test
  void networksBesideTheLocalLinkAreNetworks() {
    assertThat(PartyKey.ofCaller("fec0::1", null)).isEqualTo("fec0::/64");
    assertThat(PartyKey.ofCaller("fe8::1", null)).isEqualTo("fe8::/64");
  }

  @ParameterizedTest
  @CsvSource({
    "CORP\\Alice, corp\\alice",
    "alice@example.com, alice@example.com",
    "Ärzte, ärzte",
    "192.0.2.7, - 192.0.2.7",
    "10.x.x.1, - 10.x.x.1",
    "2001:DB8::1, - 2001:db8::1",
    "1234, - 1234",
    "192.0.2.7 scanner, - 192.0.2.7 scanner"
  })
  void aUserIsTheNameInLowerCaseAndNeverTakenForAnAddress(String user, String party) {
    assertThat(PartyKey.ofUser(user)).isEqualTo(party);
  }
}
