package org.tlssunset.logs.iis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.HealthProbes;
import org.tlssunset.logs.IpText;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.TextPool;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsHop;

/** Reads a line's facts: decodes the key columns. Called once per spelling of them and hour. */
final class IisFactsReader {

  /** The site of Exchange 2013 and later that only front ends call, and its port. */
  private static final String BACK_END_SITE = "W3SVC2";

  private static final int BACK_END_PORT = 444;

  private static final int NO_PORT = -1;

  private static final Protocol[] PROTOCOLS = Protocol.values();

  /** The bit of a line's kind that says that its path is a probe's; the others are a protocol. */
  private static final int PROBE_PATH = 0x40;

  private final LogSettings settings;
  private final @Nullable String serverOfPath;
  private final @Nullable String siteOfFolder;
  private final HealthProbes probes;
  private final TextPool texts;
  private final AddressPool addresses;
  private byte[] decoded = new byte[256];

  /**
   * @param origin where the log lies: its path may tell the server, its folder the site
   */
  IisFactsReader(KnownValues known, LogOrigin origin) {
    this.settings = known.settings();
    this.serverOfPath = origin.server();
    this.siteOfFolder = IisFolder.siteOf(origin.path());
    this.probes = known.probes();
    this.texts = known.texts(origin.charset());
    this.addresses = known.addresses();
  }

  /** What the path and the method decide of the facts, as a number below 128. */
  int kind(byte[] buffer, IisFields fields, IisLine line) {
    Protocol protocol = Protocol.OTHER_HTTP;
    int probePath = 0;
    if (fields.stem() != IisFields.ABSENT) {
      int from = line.from(fields.stem());
      int to = line.to(fields.stem());
      protocol = HttpProtocols.ofPath(buffer, from, to);
      probePath = probes.isProbePath(buffer, from, to) ? PROBE_PATH : 0;
    }
    int method = fields.method();
    if (method != IisFields.ABSENT
        && HttpProtocols.isOutlookAnywhereMethod(buffer, line.from(method), line.to(method))) {
      protocol = Protocol.OUTLOOK_ANYWHERE;
    }
    return protocol.ordinal() | probePath;
  }

  /**
   * The facts of a line whose {@link #kind} is given.
   *
   * @return null if its field of the TLS version holds what is none
   */
  @Nullable IisFacts read(byte[] buffer, IisFields fields, IisLine line, int kind) {
    int port = port(buffer, line, fields.port());
    IisTls tls = tls(buffer, fields, line, port);
    if (tls == null) {
      return null;
    }
    String loggedSite = text(buffer, line, fields.site());
    String site = loggedSite == null ? siteOfFolder : loggedSite;
    String user = decoded(buffer, line, fields.user());
    String userAgent = decoded(buffer, line, fields.userAgent());

    String peer = text(buffer, line, fields.clientIp());
    Optional<IpText> peerIp = peer == null ? Optional.empty() : addresses.address(peer);
    // Whichever of the columns is filled: the request came through a proxy.
    List<Integer> filled =
        fields.forwardedFor().stream().filter(column -> !line.isEmpty(buffer, column)).toList();
    boolean isForwarded = !filled.isEmpty();
    Optional<IpText> forwarded =
        filled.stream()
            .map(column -> ForwardedFor.client(raw(buffer, line, column), addresses::address))
            .flatMap(Optional::stream)
            .findFirst();
    Optional<IpText> client = forwarded.or(() -> peerIp);
    ClientIpFrom clientIpFrom =
        forwarded.isPresent() ? ClientIpFrom.X_FORWARDED_FOR : ClientIpFrom.LOG;

    // A forwarded address may be the client's invention, to hide in the probes; and one that nobody
    // can read (203.0.113.x) is still a client's.
    Optional<IpText> caller = isForwarded ? Optional.empty() : peerIp;
    String serverAddress = serverAddress(buffer, fields, line);
    boolean isOwn = caller.isPresent() && isOwn(caller.get(), serverAddress);
    boolean isProxied =
        isForwarded || isOwn || port == BACK_END_PORT || BACK_END_SITE.equalsIgnoreCase(site);
    boolean isProbe =
        (kind & PROBE_PATH) != 0
            || isOwn
            || caller.map(IpText::isLoopback).orElse(false)
            || probes.isProbeUser(user)
            || probes.isProbeUserAgent(userAgent);
    return new IisFacts(
        server(buffer, fields, line, serverAddress),
        site,
        PROTOCOLS[kind & ~PROBE_PATH],
        peer,
        client.map(IpText::address).orElse(null),
        client.isPresent() ? clientIpFrom : null,
        user,
        userAgent,
        tls,
        isProxied ? TlsHop.PROXY : TlsHop.CLIENT,
        isProbe);
  }

  /**
   * Whether the server called itself by its own address, from which none of its clients can come. A
   * zone says on which of its interfaces that was.
   */
  private static boolean isOwn(IpText caller, @Nullable String serverAddress) {
    return caller.address().equals(serverAddress) && !caller.isLoopback();
  }

  /** The server's address, as logged if it is none; null if there is none. */
  private @Nullable String serverAddress(byte[] buffer, IisFields fields, IisLine line) {
    String address = text(buffer, line, fields.serverIp());
    return address == null ? null : addresses.address(address).map(IpText::address).orElse(address);
  }

  /** A column's text as logged; null if it is empty. */
  @Nullable String text(byte[] buffer, IisLine line, int column) {
    return line.isEmpty(buffer, column)
        ? null
        : texts.text(buffer, line.from(column), line.to(column));
  }

  private @Nullable String server(
      byte[] buffer, IisFields fields, IisLine line, @Nullable String address) {
    String name = text(buffer, line, fields.computer());
    if (name != null) {
      return name;
    }
    return serverOfPath == null ? address : serverOfPath;
  }

  private @Nullable IisTls tls(byte[] buffer, IisFields fields, IisLine line, int port) {
    return IisTls.of(
        raw(buffer, line, fields.cryptProtocol()),
        raw(buffer, line, fields.cryptCipher()),
        raw(buffer, line, fields.cryptHash()),
        raw(buffer, line, fields.cryptKeyExchange()),
        settings.httpPorts().contains(port));
  }

  /** A column's text as logged, {@code -} too; null if the log does not have it. */
  private @Nullable String raw(byte[] buffer, IisLine line, int column) {
    return column == IisFields.ABSENT
        ? null
        : texts.text(buffer, line.from(column), line.to(column));
  }

  /** A column's text with blanks where IIS logs {@code +}; null if it is empty. */
  private @Nullable String decoded(byte[] buffer, IisLine line, int column) {
    if (line.isEmpty(buffer, column)) {
      return null;
    }
    int from = line.from(column);
    int length = line.to(column) - from;
    if (length + LogParser.SLACK > decoded.length) {
      decoded = new byte[length + LogParser.SLACK];
    }
    for (int i = 0; i < length; i++) {
      byte b = buffer[from + i];
      decoded[i] = b == '+' ? (byte) ' ' : b;
    }
    return texts.text(decoded, 0, length);
  }

  private static int port(byte[] buffer, IisLine line, int column) {
    if (line.isEmpty(buffer, column) || line.to(column) - line.from(column) > 5) {
      return NO_PORT;
    }
    int port = 0;
    for (int at = line.from(column); at < line.to(column); at++) {
      int digit = buffer[at] - '0';
      if (digit < 0 || digit > 9) {
        return NO_PORT;
      }
      port = port * 10 + digit;
    }
    return port;
  }
}
