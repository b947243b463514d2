package org.tlssunset.logs.iis;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.HealthProbes;
import org.tlssunset.logs.IpText;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.schema.Protocol;

/** Reads a line's facts: decodes the key columns. Called once per spelling of them and hour. */
final class IisFactsReader {

  private static final int PORT_DIGITS = 5;

  private static final int MOST_PORT = 65_535;

  private static final Protocol[] PROTOCOLS = Protocol.values();

  /** The bit of a line's kind that says that its path is a probe's; the others are a protocol. */
  private static final int PROBE_PATH = 0x40;

  private final LogSettings settings;
  private final @Nullable String serverOfPath;
  private final @Nullable String siteOfFolder;
  private final HealthProbes probes;
  private final IisTexts texts;
  private final AddressPool addresses;
  private final IisForwardedReader forwarded;

  /**
   * @param origin where the log lies: its path may tell the server, its folder the site
   */
  IisFactsReader(KnownValues known, LogOrigin origin) {
    this.settings = known.settings();
    this.serverOfPath = origin.server();
    this.siteOfFolder = IisFolder.siteOf(origin.path());
    this.probes = known.probes();
    this.texts = new IisTexts(known.texts(origin.charset()));
    this.addresses = known.addresses();
    this.forwarded = new IisForwardedReader(texts, addresses);
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
    Integer port = port(buffer, line, fields.port());
    IisTls tls = tls(buffer, fields, line, port);
    if (tls == null) {
      return null;
    }
    IisCaller caller = caller(buffer, fields, line);
    boolean isProbe =
        (kind & PROBE_PATH) != 0
            || probes.isProbeUser(caller.user())
            || probes.isProbeUserAgent(caller.userAgent());
    return new IisFacts(
        server(buffer, fields, line, port),
        PROTOCOLS[kind & ~PROBE_PATH],
        caller,
        tls,
        forwarded.read(buffer, fields.forwarding(), line),
        isProbe);
  }

  /** Who called: what the caller forwards is another matter. */
  private IisCaller caller(byte[] buffer, IisFields fields, IisLine line) {
    String peer = texts.logged(buffer, line, fields.clientIp());
    return new IisCaller(
        peer,
        canonical(peer),
        texts.decoded(buffer, line, fields.user()),
        texts.decoded(buffer, line, fields.userAgent()));
  }

  /**
   * The server, by its name in the log, else in the path, else by its address as it can be read.
   */
  private IisServer server(byte[] buffer, IisFields fields, IisLine line, @Nullable Integer port) {
    String logged = texts.logged(buffer, line, fields.serverIp());
    String address = canonical(logged);
    String name = texts.logged(buffer, line, fields.computer());
    if (name == null) {
      name = serverOfPath;
    }
    if (name == null) {
      name = address == null ? logged : address;
    }
    String site = texts.logged(buffer, line, fields.site());
    return new IisServer(name, site == null ? siteOfFolder : site, address, port);
  }

  private @Nullable String canonical(@Nullable String logged) {
    return logged == null ? null : addresses.address(logged).map(IpText::address).orElse(null);
  }

  private @Nullable IisTls tls(
      byte[] buffer, IisFields fields, IisLine line, @Nullable Integer port) {
    return IisTls.of(
        texts.raw(buffer, line, fields.cryptProtocol()),
        texts.raw(buffer, line, fields.cryptCipher()),
        texts.raw(buffer, line, fields.cryptHash()),
        texts.raw(buffer, line, fields.cryptKeyExchange()),
        port != null && settings.httpPorts().contains(port));
  }

  private static @Nullable Integer port(byte[] buffer, IisLine line, int column) {
    if (line.isEmpty(buffer, column) || line.to(column) - line.from(column) > PORT_DIGITS) {
      return null;
    }
    int port = 0;
    for (int at = line.from(column); at < line.to(column); at++) {
      int digit = buffer[at] - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      port = port * 10 + digit;
    }
    return port > MOST_PORT ? null : (Integer) port;
  }
}
