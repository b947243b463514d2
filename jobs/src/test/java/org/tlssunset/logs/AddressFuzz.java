package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Any text as an address, a list of forwarded ones, and the end of a connection. */
public final class AddressFuzz {

  private static final byte UNIQUE_LOCAL = (byte) 0xfc;
  private static final TextPool TEXTS = new TextPool(ByteText.UTF8);
  private static final AddressPool ADDRESSES = new AddressPool();

  private AddressFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
    String text = new String(input, StandardCharsets.UTF_8);
    Optional<IpText> address = IpText.parse(text);
    if (address.isPresent()) {
      checkAddress(address.get());
    }
    assertThat(ADDRESSES.address(text)).isEqualTo(address);
    assertThat(ForwardedFor.client(text, IpText::parse)).isEqualTo(client(text));
    checkEndpoint(input);
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

  /** The client of a list, read plainly. */
  private static Optional<IpText> client(String list) {
    List<IpText> addresses =
        Arrays.stream(list.split(",", -1))
            .map(entry -> IpText.parse(entry.replaceAll("^[+ ]+|[+ ]+$", "")))
            .flatMap(Optional::stream)
            .toList();
    Optional<IpText> last =
        addresses.stream().filter(ip -> !ip.isPrivate()).reduce((one, next) -> next);
    return last.isPresent() ? last : addresses.stream().findFirst();
  }

  private static void checkEndpoint(byte[] input) {
    byte[] buffer = Arrays.copyOf(input, input.length + LogParser.SLACK);
    SmtpEndpoint end = SmtpEndpoint.of(buffer, 0, input.length, TEXTS, ADDRESSES);
    if (end == null) {
      assertThat(input).isEmpty();
      return;
    }
    assertThat(ByteText.UTF8.text(input, 0, input.length)).contains(end.host());
    assertThat(Optional.ofNullable(end.address())).isEqualTo(IpText.parse(end.host()));
    if (end.port() != null) {
      assertThat(end.port()).isBetween(0, 65_535);
    }
  }
}
