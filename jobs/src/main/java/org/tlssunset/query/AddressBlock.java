package org.tlssunset.query;

import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.UsageException;
import org.tlssunset.logs.IpText;

/**
 * All addresses that begin with the same bits, in Spark's own values.
 *
 * @param first an address among them: 4 bytes, or 16
 * @param prefixLength how many bits they have in common
 */
public record AddressBlock(byte[] first, int prefixLength) implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int IPV4_BYTES = 4;

  /**
   * A network, or one address.
   *
   * @param cidr {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 10.0.0.9}; what stands behind the
   *     common bits does not matter
   * @return null if it is none
   */
  static @Nullable AddressBlock of(String cidr) {
    int slash = cidr.indexOf('/');
    String host = slash < 0 ? cidr : cidr.substring(0, slash);
    byte[] address = bytes(UTF8String.fromString(host.strip()));
    if (address == null) {
      return null;
    }
    int bits = 8 * address.length;
    if (slash < 0) {
      return new AddressBlock(address, bits);
    }
    String digits = cidr.substring(slash + 1).strip();
    return digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= bits
        ? new AddressBlock(address, Integer.parseInt(digits))
        : null;
  }

  /**
   * The same of a constant in a query.
   *
   * @throws UsageException if it is none
   */
  static AddressBlock ofConstant(String cidr) {
    AddressBlock block = of(cidr);
    if (block == null) {
      throw new UsageException(
          "in_network: '%s' is no network: give one such as 10.1.0.0/16 or 2001:db8::/32, or an address"
              .formatted(cidr));
    }
    return block;
  }

  /** Whether an address is in a block; null if it is none. */
  public static @Nullable Boolean within(UTF8String ip, AddressBlock block) {
    return block.contains(ip);
  }

  private @Nullable Boolean contains(UTF8String ip) {
    byte[] address = bytes(ip);
    if (address == null) {
      return null;
    }
    if (address.length != first.length) {
      return false;
    }
    int whole = prefixLength / 8;
    int rest = prefixLength % 8;
    return Arrays.equals(address, 0, whole, first, 0, whole)
        && (rest == 0 || (address[whole] ^ first[whole]) >> (8 - rest) == 0);
  }

  /** Whether an address is in a network; null if either is none. */
  public static @Nullable Boolean in(UTF8String ip, UTF8String cidr) {
    AddressBlock block = of(cidr.toString());
    return block == null ? null : block.contains(ip);
  }

  /** What an address is sorted by: 4 or 6, then its bytes in hexadecimal; null if it is none. */
  public static @Nullable UTF8String sortKey(UTF8String ip) {
    byte[] address = bytes(ip);
    return address == null
        ? null
        : UTF8String.fromString(
            (address.length == IPV4_BYTES ? "4" : "6") + HexFormat.of().formatHex(address));
  }

  /** An address as logs write it; null if it is none. */
  private static byte @Nullable [] bytes(UTF8String ip) {
    byte[] plain = plainIpv4(ip);
    if (plain != null) {
      return plain;
    }
    Optional<IpText> read = IpText.parse(ip.toString());
    return read.isEmpty()
        ? null
        : new IPAddressString(read.get().address()).getAddress().getBytes();
  }

  /** Of four numbers and nothing else, which nearly all are; null of any other. */
  private static byte @Nullable [] plainIpv4(UTF8String ip) {
    byte[] address = new byte[IPV4_BYTES];
    int part = 0;
    int number = -1;
    for (int i = 0; i < ip.numBytes(); i++) {
      int c = ip.getByte(i);
      if (c >= '0' && c <= '9' && number != 0) {
        number = Math.max(0, number) * 10 + c - '0';
        if (number > 255) {
          return null;
        }
      } else if (c == '.' && number >= 0 && part < IPV4_BYTES - 1) {
        address[part++] = (byte) number;
        number = -1;
      } else {
        return null;
      }
    }
    if (part != IPV4_BYTES - 1 || number < 0) {
      return null;
    }
    address[part] = (byte) number;
    return address;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddressBlock block
        && prefixLength == block.prefixLength
        && Arrays.equals(first, block.first);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(first) + prefixLength;
  }

  /** {@code 10.0.0.0/8}; of one address, the address. */
  @Override
  public String toString() {
    String address = new IPAddressGenerator().from(first).toCanonicalString();
    return prefixLength == 8 * first.length ? address : address + "/" + prefixLength;
  }
}
