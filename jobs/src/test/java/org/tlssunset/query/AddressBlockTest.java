package org.tlssunset.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.config.UsageException;

/** Which addresses are in a network, and in what order they are. */
class AddressBlockTest {

  private static Boolean in(String ip, String cidr) {
    return AddressBlock.in(UTF8String.fromString(ip), UTF8String.fromString(cidr));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "10.1.2.3, 10.1.0.0/16, true",
        "10.2.0.0, 10.1.0.0/16, false",
        "10.1.255.255, 10.1.0.0/16, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.4, 10.1.2.3, false",
        "10.1.2.3, 10.9.9.9/8, true",
        "10.1.2.127, 10.1.2.0/25, true",
        "10.1.2.128, 10.1.2.0/25, false",
        "10.1.2.3, 0.0.0.0/0, true",
        "2001:db8::1, 0.0.0.0/0, false",
        "10.1.2.3, ::/0, false",
        "2001:db8::1, 2001:db8::/32, true",
        "2001:db9::1, 2001:db8::/32, false",
        "2001:DB8:0:0::1, 2001:db8::1, true",
        "::ffff:10.1.2.3, 10.1.0.0/16, true",
        "10.**.**.168, 10.0.0.0/8, null",
        "mail.contoso.com, 10.0.0.0/8, null",
        "'', 10.0.0.0/8, null",
        "10.1.2.3, 10.0.0.0/33, null",
        "10.1.2.3, 10.0.0/8, null",
        "10.1.2.3, 10.0.0.0/, null",
        "10.1.2.3.4, 10.0.0.0/8, null",
        "10.1.2, 10.0.0.0/8, null",
        "10.1.2.256, 10.0.0.0/8, null"
      })
  void anAddressIsInANetworkOrNot(String ip, String cidr, Boolean expected) {
    assertThat(in(ip, cidr)).isEqualTo(expected);
  }

  @Test
  void aConstantThatIsNoNetworkIsRefused() {
    assertThatThrownBy(() -> AddressBlock.ofConstant("10.0.0.0/33"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'10.0.0.0/33' is no network");
  }

  @Test
  void whatIsInANetworkIsWhatItsBitsSay() throws UnknownHostException {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      byte[] network = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(network);
      byte[] address = network.clone();
      address[random.nextInt(address.length)] ^= (byte) (1 << random.nextInt(8));
      int prefix = random.nextInt(8 * network.length + 1);
      BigInteger common = new BigInteger(1, network).xor(new BigInteger(1, address));

      assertThat(in(text(address), text(network) + "/" + prefix))
          .as("%s in %s/%d", text(address), text(network), prefix)
          .isEqualTo(common.shiftRight(8 * network.length - prefix).signum() == 0);
    }
  }

  @Test
  void sortKeysAreInTheOrderOfNumbers() throws UnknownHostException {
    Random random = new Random(7);
    record Keyed(BigInteger number, int bytes, String key) {}
    Keyed[] keyed =
        Stream.generate(() -> new byte[random.nextBoolean() ? 4 : 16])
            .limit(2_000)
            .peek(random::nextBytes)
            .map(
                bytes ->
                    new Keyed(
                        new BigInteger(1, bytes),
                        bytes.length,
                        String.valueOf(AddressBlock.sortKey(UTF8String.fromString(text(bytes))))))
            .toArray(Keyed[]::new);

    assertThat(Stream.of(keyed).sorted(Comparator.comparing(Keyed::key)))
        .isSortedAccordingTo(Comparator.comparing(Keyed::bytes).thenComparing(Keyed::number));
    assertThat(AddressBlock.sortKey(UTF8String.fromString("x.x.x.x"))).isNull();
  }

  private static String text(byte[] address) {
    try {
      return Objects.requireNonNull(InetAddress.getByAddress(address).getHostAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
