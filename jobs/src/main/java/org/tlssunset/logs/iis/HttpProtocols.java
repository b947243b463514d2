package org.tlssunset.logs.iis;

import java.nio.charset.StandardCharsets;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.LogParser;
import org.tlssunset.schema.Protocol;

/**
 * Which client protocol of Exchange a request belongs to: the first segment of its path tells, in
 * any case and behind any number of slashes, and the methods that only Outlook Anywhere has.
 *
 * <p>Runs on every line of an IIS log, so it compares bytes and makes no text.
 */
final class HttpProtocols {

  private static final long SLASH = ByteScan.pattern('/');

  private static final long RPC_IN_DATA = firstEight("RPC_IN_DATA");
  private static final long RPC_OUT_DATA = firstEight("RPC_OUT_DATA");

  private static final byte[] MAPI = lower("mapi");
  private static final byte[] POWERSHELL = lower("powershell");
  private static final byte[] RPC_WITH_CERT = lower("rpcwithcert");
  private static final byte[] AUTODISCOVER = lower("autodiscover");
  private static final byte[] POWERSHELL_LIVE_ID = lower("powershell-liveid");
  private static final byte[] ACTIVESYNC = lower("microsoft-server-activesync");

  private HttpProtocols() {}

  /**
   * The protocol of a path.
   *
   * @param from the first byte of the path without its query, {@code cs-uri-stem}
   * @param to the byte after its last; up to {@link LogParser#SLACK} bytes more are read
   */
  static Protocol ofPath(byte[] buffer, int from, int to) {
    if (from >= to || buffer[from] != '/') {
      return Protocol.OTHER_HTTP;
    }
    int segment = from + 1;
    while (segment < to && buffer[segment] == '/') {
      segment++; // http.sys takes any number of slashes for one
    }
    int end = segmentEnd(buffer, segment, to);
    return switch (end - segment) {
      case 3 -> ofThreeLetters(ByteScan.eight(buffer, segment));
      case 4 -> match(buffer, segment, MAPI, Protocol.MAPI_HTTP);
      case 10 -> match(buffer, segment, POWERSHELL, Protocol.POWERSHELL);
      case 11 -> match(buffer, segment, RPC_WITH_CERT, Protocol.OUTLOOK_ANYWHERE);
      case 12 -> match(buffer, segment, AUTODISCOVER, Protocol.AUTODISCOVER);
      case 17 -> match(buffer, segment, POWERSHELL_LIVE_ID, Protocol.POWERSHELL);
      case 27 -> match(buffer, segment, ACTIVESYNC, Protocol.ACTIVESYNC);
      default -> Protocol.OTHER_HTTP;
    };
  }

  /** Whether the method, from {@code from} to before {@code to}, is one of Outlook Anywhere's. */
  static boolean isOutlookAnywhereMethod(byte[] buffer, int from, int to) {
    int length = to - from;
    if (length != 11 && length != 12) {
      return false;
    }
    long start = ByteScan.eight(buffer, from);
    return start == (length == 11 ? RPC_IN_DATA : RPC_OUT_DATA)
        && buffer[to - 3] == 'A'
        && buffer[to - 2] == 'T'
        && buffer[to - 1] == 'A';
  }

  private static int segmentEnd(byte[] buffer, int from, int to) {
    for (int at = from; at < to; at += 8) {
      long slashes = ByteScan.matches(ByteScan.eight(buffer, at), SLASH);
      if (slashes != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(slashes) >>> 3));
      }
    }
    return to;
  }

  /** All names of three letters at once: setting bit 5 makes letters, and only letters, lower. */
  private static Protocol ofThreeLetters(long eight) {
    return switch ((int) eight & 0xFFFFFF | 0x202020) {
      case 'a' | 'p' << 8 | 'i' << 16 -> Protocol.REST;
      case 'e' | 'c' << 8 | 'p' << 16 -> Protocol.ECP;
      case 'e' | 'w' << 8 | 's' << 16 -> Protocol.EWS;
      case 'o' | 'a' << 8 | 'b' << 16 -> Protocol.OAB;
      case 'o' | 'w' << 8 | 'a' << 16 -> Protocol.OWA;
      case 'r' | 'p' << 8 | 'c' << 16 -> Protocol.OUTLOOK_ANYWHERE;
      default -> Protocol.OTHER_HTTP;
    };
  }

  private static Protocol match(byte[] buffer, int from, byte[] name, Protocol protocol) {
    return ByteScan.equalsLower(buffer, from, name) ? protocol : Protocol.OTHER_HTTP;
  }

  private static byte[] lower(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private static long firstEight(String name) {
    return ByteScan.eight(name.getBytes(StandardCharsets.US_ASCII), 0);
  }
}
