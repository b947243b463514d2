package org.tlssunset.logs;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The services of IIS that write W3C logs under one and the same {@code #Software} line. Only the
 * web service's are web logs; what tells them apart is what the others cannot log.
 *
 * <p>Sources: the names of the instances in {@code s-sitename} and of the logs' folders; the
 * service in {@code cs-version}; the commands of RFC 5321, RFC 3977 and RFC 959 in {@code
 * cs-method}, which the FTP service of IIS 6 numbers ({@code [1]USER}) and that of IIS 7 mixes with
 * events ({@code ControlChannelOpened}). The path of a web request begins with a slash.
 */
enum IisService {
  WEB(
      "web service (W3SVC)",
      "W3SVC",
      "HTTP",
      "GET HEAD POST PUT DELETE OPTIONS PROPFIND RPC_IN_DATA RPC_OUT_DATA"),
  SMTP(
      "SMTP service (SMTPSVC)",
      "SMTPSVC",
      "SMTP",
      "EHLO HELO MAIL RCPT DATA BDAT RSET STARTTLS VRFY EXPN ETRN TURN XEXCH50"
          + " OUTBOUNDCONNECTIONCOMMAND OUTBOUNDCONNECTIONRESPONSE"),
  NNTP(
      "NNTP service (NNTPSVC)",
      "NNTPSVC",
      "NNTP",
      "ARTICLE BODY GROUP IHAVE LISTGROUP NEWGROUPS NEWNEWS NEXT STAT XHDR XOVER" + " AUTHINFO"),
  FTP(
      "FTP service (FTPSVC)",
      "FTPSVC",
      "FTP",
      "USER PASS PASV PORT EPSV EPRT RETR STOR STOU APPE CWD XCWD CDUP XCUP PWD XPWD"
          + " LIST NLST MLSD TYPE SYST FEAT OPTS DELE MKD XMKD RMD XRMD RNFR RNTO SIZE MDTM"
          + " PBSZ PROT CONTROLCHANNELOPENED CONTROLCHANNELCLOSED DATACHANNELOPENED"
          + " DATACHANNELCLOSED");

  private static final String FIELDS = "#Fields:";

  /** So many lines that tell of one service settle it: nobody need look at a thousand. */
  private static final int ENOUGH = 50;

  /** Columns that IIS 7's FTP service logs and its web service does not. */
  private static final List<String> FTP_COLUMNS = List.of("x-session", "x-fullpath", "x-debug");

  private static final Pattern NUMBERED = Pattern.compile("\\[\\d+\\].*");

  private final String title;
  private final String instance;
  private final String version;
  private final Set<String> commands;

  IisService(String title, String instance, String version, String commands) {
    this.title = title;
    this.instance = instance;
    this.version = version;
    this.commands = Set.of(commands.split(" "));
  }

  /** What it is called, with its name in Windows. */
  String title() {
    return title;
  }

  /**
   * The service that wrote a log: by its lines, its columns, its folder. One odd line proves
   * nothing: anybody may send a web server {@code EHLO}, and an FTP server {@code GET}.
   *
   * @param lines its first ones, whole, the header among them
   * @return {@link #WEB} if nothing speaks against it
   */
  static IisService of(List<String> lines, String path) {
    Map<IisService, Integer> told = new EnumMap<>(IisService.class);
    List<String> columns = List.of();
    boolean hasFtpColumns = false;
    for (String line : lines) {
      if (line.regionMatches(true, 0, FIELDS, 0, FIELDS.length())) {
        String names = line.substring(FIELDS.length()).strip().toLowerCase(Locale.ROOT);
        columns = List.of(names.split("\\s+"));
        hasFtpColumns |= FTP_COLUMNS.stream().anyMatch(columns::contains);
      } else if (!line.startsWith("#")) {
        IisService service = ofLine(columns, line.split(" ", -1));
        if (service != null && told.merge(service, 1, Integer::sum) >= ENOUGH) {
          break;
        }
      }
    }
    int web = told.getOrDefault(WEB, 0);
    if (web > 0 && web >= told.getOrDefault(FTP, 0)) {
      return WEB;
    }
    if (hasFtpColumns) {
      return FTP;
    }
    return told.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseGet(() -> ofFolder(path));
  }

  /** That of the log's folder; {@link #WEB} if that has another name. */
  static IisService ofFolder(String path) {
    IisService service = ofInstance(IisFolder.siteOf(path));
    return service == null ? WEB : service;
  }

  /** What a line proves; null if nothing. */
  private static @Nullable IisService ofLine(List<String> columns, String[] values) {
    IisService byInstance = ofInstance(value(columns, values, "s-sitename"));
    if (byInstance != null) {
      return byInstance;
    }
    String version = value(columns, values, "cs-version");
    for (IisService service : values()) {
      if (version.equals(service.version) || version.startsWith(service.version + "/")) {
        return service;
      }
    }
    String method = value(columns, values, "cs-method");
    if (NUMBERED.matcher(method).matches()) {
      return FTP;
    }
    boolean hasPath = columns.contains("cs-uri-stem");
    boolean isRequest = value(columns, values, "cs-uri-stem").startsWith("/");
    for (IisService service : values()) {
      boolean fits = service == FTP || !hasPath || isRequest == (service == WEB);
      if (fits && service.commands.contains(method)) {
        return service;
      }
    }
    return isRequest ? WEB : null;
  }

  /** A column's value in capitals; empty if it is missing. */
  private static String value(List<String> columns, String[] values, String column) {
    int at = columns.indexOf(column);
    return at < 0 || at >= values.length ? "" : values[at].toUpperCase(Locale.ROOT);
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
