package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tlssunset.logs.iis.AnyIisField;
import org.tlssunset.logs.smtp.AnySmtpField;

/** Any text as an address, a list of forwarded ones, and the end of a connection. */
public final class AddressFuzz {

  private static final byte UNIQUE_LOCAL = (byte) 0xfc;
  private static final AddressPool ADDRESSES = new AddressPool();

  private AddressFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
    String text = new String(input, StandardCharsets.UTF_8);
    Optional<IpText> address = IpText.parse(text);
    if (address.isPresent()) {
      checkAddress(address.get());
    }
    assertThat(ADDRESSES.address(text)).isEqualTo(address);
    AnyIisField.checkForwarded(text);
    AnySmtpField.checkEndpoint(input);
  }

  /** Java's own class takes it, for the same address of the same kind. */
  private static void checkAddress(IpText ip) throws UnknownHostException {
    IpText again = IpText.parse(ip.address()).orElseThrow();
    assertThat(again.address()).isEqualTo(ip.address());
    assertThat(again.isPrivate()).isEqualTo(ip.isPrivate());
    assertThat(again.port()).isEmpty();
    assertThat(ip.address()).matches("[0-9a-f.:]+");
    InetAddress javas = InetAddress.getByName(ip.address());
    assertThat(IpText.parse(javas.getHostAddress()).orElseThrow().address())
        .isEqualTo(ip.address());
    assertThat(ip.isLoopback()).isEqualTo(javas.isLoopbackAddress());
    if (!javas.isMulticastAddress()) {
      byte[] bytes = javas.getAddress();
      boolean isUniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == (UNIQUE_LOCAL & 0xff);
      assertThat(ip.isPrivate())
          .isEqualTo(
              javas.isSiteLocalAddress()
                  || javas.isLinkLocalAddress()
                  || javas.isLoopbackAddress()
                  || javas.isAnyLocalAddress()
                  || isUniqueLocal);
    }
    ip.port().ifPresent(port -> assertThat(port).isBetween(0, 65_535));
  }
}
