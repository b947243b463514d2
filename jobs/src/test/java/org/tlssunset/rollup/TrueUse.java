package org.tlssunset.rollup;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.UseCount;
import org.tlssunset.synthetic.Truth;

/**
 * What a party did in a month: what a generated archive proves, by the words of the design, and not
 * by the code that is tested.
 *
 * @param month null: in all months
 * @param word the column that counts it: {@code tls10}, {@code cleartext}
 */
record TrueUse(
    @Nullable YearMonth month,
    String role,
    String direction,
    String protocol,
    @Nullable String party,
    @Nullable String program,
    String word) {

  /** The proxy that some tests list. */
  static final String PROXY = "10.0.9.5";

  static final String PROXYS_NAME = "KEMP-1";

  private static final Set<String> OWN_ADDRESSES =
      Set.of("10.0.0.11", "10.0.0.12", "10.0.0.13", "fe80::54d8:6a1c:e0d1:7f2b");

  private static final Map<String, String> VERSIONS =
      Map.of(
          "SSL 3.0", "ssl3", "TLS 1.0", "tls10", "TLS 1.1", "tls11", "TLS 1.2", "tls12", "TLS 1.3",
          "tls13");

  private static final Map<Pattern, String> PROGRAMS =
      Map.ofEntries(
          program("Microsoft Office/14.* NT 5.1; .*", "Outlook 14 on Windows XP"),
          program("Microsoft Office/14.* NT 6.0; .*", "Outlook 14 on Windows Vista"),
          program("Microsoft Office/14.* NT 6.1; .*", "Outlook 14 on Windows 7"),
          program("Microsoft Office/16.* NT 10.0; .*", "Outlook 16 on Windows 10"),
          program("Android-SAMSUNG-.*/101.([24]).*", "Samsung Email $1 on Android"),
          program("Android-SAMSUNG-.*/101.3.*", "Samsung Email on Android"),
          program("Apple-iPhone.*/19..[.].*", "iOS Accounts 15 on iOS"),
          program("Apple-iPhone.*/20..[.].*", "iOS Accounts 16 on iOS"),
          program("Apple-iPhone.*/21..[.].*", "iOS Accounts 17 on iOS"),
          program("Apple-iPhone.*/22..[.].*", "iOS Accounts 18 on iOS"),
          program("Outlook-iOS-Android/1.*", "Outlook Mobile 1"),
          program("Mac OS X/.* CalendarAgent/(\\d+).*", "Apple Calendar $1 on macOS"),
          program("Java/1.(\\d).*", "Java $1"),
          program("Python-urllib/2.*", "Python 2"),
          program("Mozilla/5.0 .*Windows NT 10.0.* Chrome/(\\d+).*", "Chrome $1 on Windows 10"),
          program("Microsoft WinRM Client", "WinRM on Windows"),
          program("SkypeSpaces/1.*", "Teams 1"),
          program("Mozilla/5.0 zgrab/0.*", "zgrab 0"),
          program("python-requests/2.*", "python-requests 2"),
          program("Go-http-client/.*", "Go"),
          program("KEMP LoadMaster/.*", "Kemp LoadMaster"),
          program("AMProbe/.*|MSExchangeActiveMonitoring/.*|.*MSEXCHMON.*", "Exchange"));

  /** What printers are called that nobody has given a name. */
  private static final Map<String, String> MAKERS =
      Map.of("BRN", "Brother", "NPI", "HP", "RNP", "Ricoh");

  private static Map.Entry<Pattern, String> program(String agent, String name) {
    return Map.entry(Pattern.compile(agent), name);
  }

  /**
   * All that an archive proves.
   *
   * @param isListed whether the proxy is listed as one that ends TLS
   */
  static Map<TrueUse, Long> of(Truth truth, boolean isListed) {
    Map<TrueUse, Long> uses = new HashMap<>();
    truth.requests().forEach((use, requests) -> add(uses, use, requests, isListed));
    return uses;
  }

  /** The same of rows of {@code client_program}. */
  static Map<TrueUse, Long> counted(
      @Nullable YearMonth month, List<Map<String, @Nullable Object>> rows) {
    Map<TrueUse, Long> uses = new HashMap<>();
    for (Map<String, @Nullable Object> row : rows) {
      for (UseCount count : UseCount.ALL) {
        TrueUse use =
            new TrueUse(
                month,
                String.valueOf(row.get("role")),
                String.valueOf(row.get("direction")),
                String.valueOf(row.get("protocol")),
                (String) row.get("party"),
                (String) row.get("program"),
                count.word());
        uses.merge(use, (Long) row.get(count.requests()), Long::sum);
      }
    }
    uses.values().removeIf(requests -> requests == 0);
    return uses;
  }

  TrueUse inAllMonths() {
    return new TrueUse(null, role, direction, protocol, party, program, word);
  }

  private static void add(
      Map<TrueUse, Long> uses, Truth.MonthlyUse use, long requests, boolean isListed) {
    Truth.Caller caller = use.caller();
    boolean isOurs =
        use.isHop() || OWN_ADDRESSES.contains(caller.peer()) || isLoopback(caller.peer());
    if (use.key().isProbe()) {
      // A health check is the host that makes it, whoever it signs in as.
      uses.merge(
          of(use, "probe", host(caller.peer(), caller.name()), word(use)), requests, Long::sum);
    } else if (isOurs) {
      uses.merge(passing(use, "own-server", caller.server()), requests, Long::sum);
    } else if (isListed && caller.peer().equals(PROXY)) {
      // The TLS is the proxy's own; what the client behind it spoke is not logged.
      uses.merge(passing(use, "proxy", PROXYS_NAME), requests, Long::sum);
      String client = lastOf(caller.forwarded());
      if (client.matches("[0-9a-f.:]+") || caller.user() != null) {
        uses.merge(of(use, "client", client(use, client), "not_logged"), requests, Long::sum);
      }
    } else {
      // A peer that is masked may be the listed proxy: then nobody's TLS is known.
      boolean mayBeProxy = isListed && caller.peer().startsWith("x");
      String word = mayBeProxy ? "not_logged" : word(use);
      uses.merge(of(use, "client", client(use, caller.peer()), word), requests, Long::sum);
    }
  }

  /** What a proxy appended itself: whatever stands before it may be forged. */
  private static String lastOf(@Nullable String list) {
    return list == null ? "" : list.substring(list.lastIndexOf(' ') + 1);
  }

  private static boolean isLoopback(String address) {
    return address.equals("127.0.0.1") || address.equals("::1");
  }

  private static TrueUse of(Truth.MonthlyUse use, String role, String party, String word) {
    return new TrueUse(
        use.month(),
        role,
        use.key().direction(),
        use.key().protocol(),
        party,
        program(use.caller()),
        word);
  }

  /** A use by who passes on what others sent: what program that was says nothing of it. */
  private static TrueUse passing(Truth.MonthlyUse use, String role, String party) {
    return new TrueUse(
        use.month(), role, use.key().direction(), use.key().protocol(), party, null, word(use));
  }

  /** The user where somebody signed in; else the host; of one that we called its domain. */
  private static String client(Truth.MonthlyUse use, String address) {
    Truth.Caller caller = use.caller();
    if (caller.user() != null) {
      return caller.user().toLowerCase(Locale.ROOT);
    }
    if (use.key().direction().equals("outbound")) {
      return caller.name() == null ? network(address) : domain(caller.name());
    }
    return host(address, caller.name());
  }

  /** The address, or what a log shows in its place, and what the caller says in its EHLO. */
  private static String host(String address, @Nullable String name) {
    return name == null ? network(address) : network(address) + " " + name.toLowerCase(Locale.ROOT);
  }

  /** IPv6: the /64, which all generated addresses have in common. */
  private static String network(String address) {
    return address.startsWith("2001:db8:5::") ? "2001:db8:5::/64" : address;
  }

  /** All generated names end in a registered one of two words. */
  private static String domain(String name) {
    return name.replaceAll(".*[.]([^.]+[.][^.]+)$", "$1").toLowerCase(Locale.ROOT);
  }

  private static @Nullable String program(Truth.Caller caller) {
    String agent = caller.userAgent();
    if (agent == null) {
      return String.valueOf(caller.name()).length() < 3
          ? null
          : MAKERS.get(String.valueOf(caller.name()).substring(0, 3));
    }
    for (Map.Entry<Pattern, String> program : PROGRAMS.entrySet()) {
      Matcher matcher = program.getKey().matcher(agent);
      if (matcher.matches()) {
        return matcher.replaceFirst(program.getValue());
      }
    }
    return agent;
  }

  /** Of several handshakes the oldest version counts. */
  private static String word(Truth.MonthlyUse use) {
    String version = use.key().tlsVersionFirst();
    return version == null
        ? use.key().tlsOutcome().replace('-', '_')
        : VERSIONS.getOrDefault(version, "other_version");
  }
}
