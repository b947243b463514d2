package org.tlssunset.logs.iis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Directive;

/**
 * The services of IIS that write W3C logs under one and the same {@code #Software} line. Only the
 * web service's are web logs; what tells them apart is what the others cannot log.
 *
 * <p>Sources: the names of the instances in {@code s-sitename} and of the logs' folders; the
 * service in {@code cs-version}; the user agent, which is HTTP's; the commands of RFC 5321, RFC
 * 3977 and RFC 959 in {@code cs-method}, which the FTP service of IIS 6 numbers ({@code [1]USER})
 * and that of IIS 7 mixes with events ({@code ControlChannelOpened}). The path of a web request
 * begins with a slash.
 */
enum IisService {
  WEB(
      "web service (W3SVC)",
      "W3SVC",
      "HTTP",
      "80 443 444",
      "GET HEAD POST PUT DELETE OPTIONS PROPFIND RPC_IN_DATA RPC_OUT_DATA"),
  SMTP(
      "SMTP service (SMTPSVC)",
      "SMTPSVC",
      "SMTP",
      "25",
      "EHLO HELO MAIL RCPT DATA BDAT RSET STARTTLS VRFY EXPN ETRN TURN XEXCH50"
          + " OUTBOUNDCONNECTIONCOMMAND OUTBOUNDCONNECTIONRESPONSE"),
  NNTP(
      "NNTP service (NNTPSVC)",
      "NNTPSVC",
      "NNTP",
      "119",
      "ARTICLE BODY GROUP IHAVE LISTGROUP NEWGROUPS NEWNEWS NEXT STAT XHDR XOVER" + " AUTHINFO"),
  FTP(
      "FTP service (FTPSVC)",
      "FTPSVC",
      "FTP",
      "21",
      "USER PASS PASV PORT EPSV EPRT RETR STOR STOU APPE CWD XCWD CDUP XCUP PWD XPWD"
          + " LIST NLST MLSD TYPE SYST FEAT OPTS DELE MKD XMKD RMD XRMD RNFR RNTO SIZE MDTM"
          + " PBSZ PROT");

  /** So many lines that tell of one service settle it: nobody need look at a thousand. */
  private static final int ENOUGH = 50;

  /** A numbered command, or an event. */
  private static final Pattern FTP_EVENT =
      Pattern.compile("\\[\\d+\\].*|(?:CONTROL|DATA)CHANNEL(?:OPENED|CLOSED)");

  private final String title;
  private final String instance;
  private final String version;
  private final Set<String> ports;
  private final Set<String> commands;

  IisService(String title, String instance, String version, String ports, String commands) {
    this.title = title;
    this.instance = instance;
    this.version = version;
    this.ports = Set.of(ports.split(" "));
    this.commands = Set.of(commands.split(" "));
  }

  /** What it is called, with its name in Windows. */
  String title() {
    return title;
  }

  /**
   * The service that wrote a log: by what proves it in its lines, by its columns and its folder, by
   * what most of its lines speak for. One odd command proves nothing: anybody may send a web server
   * {@code EHLO}, and an FTP server {@code GET}.
   *
   * @param lines its first ones, whole, the header among them
   * @return {@link #WEB} if nothing speaks against it
   */
  static IisService of(List<String> lines, String path) {
    Map<IisService, Integer> proofs = new EnumMap<>(IisService.class);
    Map<IisService, Integer> hints = new EnumMap<>(IisService.class);
    IisServiceColumns columns = IisServiceColumns.of("");
    boolean hasFtpColumns = false;
    for (String line : lines) {
      String fields = Directive.FIELDS.of(line);
      if (fields != null) {
        columns = IisServiceColumns.of(fields);
        hasFtpColumns |= columns.hasFtp();
      } else if (!line.startsWith("#")) {
        if (add(proved(columns, line), proofs) || add(hinted(columns, line), hints)) {
          break;
        }
      }
    }
    if (!proofs.isEmpty()) {
      return most(proofs);
    }
    IisService folder = ofInstance(IisFolder.siteOf(path));
    int web = hints.getOrDefault(WEB, 0);
    boolean hasPath = columns.hasPath(); // which no service but web and FTP could log
    if (web > 0 && (hasPath ? web >= hints.getOrDefault(FTP, 0) : most(hints) == WEB)) {
      return WEB;
    }
    if (folder != WEB && hasFtpColumns) {
      return FTP;
    }
    return folder != null ? folder : hints.isEmpty() ? WEB : most(hints);
  }

  /** Counts what a line says; whether that is enough. */
  private static boolean add(@Nullable IisService service, Map<IisService, Integer> counts) {
    return service != null && counts.merge(service, 1, Integer::sum) >= ENOUGH;
  }

  /** That of most lines; of two, the first: a web log that is passed over loses its clients. */
  private static IisService most(Map<IisService, Integer> counts) {
    int most = Collections.max(counts.values());
    return counts.keySet().stream().filter(s -> counts.get(s) == most).findFirst().orElse(WEB);
  }

  /** That of the log's folder; {@link #WEB} if that has another name. */
  static IisService ofFolder(String path) {
    IisService service = ofInstance(IisFolder.siteOf(path));
    return service == null ? WEB : service;
  }

  /** What a line proves; null if nothing. */
  private static @Nullable IisService proved(IisServiceColumns columns, String line) {
    IisService byInstance = ofInstance(columns.site(line));
    if (byInstance != null) {
      return byInstance;
    }
    String version = columns.version(line);
    for (IisService service : values()) {
      if (version.equals(service.version) || version.startsWith(service.version + "/")) {
        return service;
      }
    }
    if (columns.userAgent(line).length() > 1) { // not "-": HTTP alone has them
      return WEB;
    }
    return null;
  }

  /** What a line's port or command speaks for; null if for nothing. */
  private static @Nullable IisService hinted(IisServiceColumns columns, String line) {
    String port = columns.port(line);
    for (IisService service : values()) {
      if (service.ports.contains(port)) {
        return service;
      }
    }
    String method = columns.method(line);
    if (FTP_EVENT.matcher(method).matches()) {
      return FTP;
    }
    boolean hasPath = columns.hasPath();
    boolean isRequest = columns.path(line).startsWith("/");
    for (IisService service : values()) {
      boolean fits = service == FTP || !hasPath || isRequest == (service == WEB);
      if (fits && service.commands.contains(method)) {
        return service;
      }
    }
    return isRequest ? WEB : null;
  }

  private static @Nullable IisService ofInstance(@Nullable String name) {
    if (name == null) {
      return null;
    }
    for (IisService service : values()) {
      int at = name.indexOf(service.instance);
      boolean isWhole = at == 0 || (service == FTP && name.startsWith("MS"));
      if (at >= 0 && isWhole && isNumber(name, at + service.instance.length())) {
        return service;
      }
    }
    return null;
  }

  private static boolean isNumber(String name, int from) {
    return name.substring(from).chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
