package org.tlssunset.servers;

import org.tlssunset.schema.Labelled;

/**
 * All that can be found, with its texts. The labels are a contract: other programs count by them.
 */
public enum FindingCode implements Labelled {
  TLS12_NOT_SET(
      "tls12-not-set",
      Severity.WARNING,
      "%s: %s; Windows' own default holds",
      "Defaults differ from one Windows to the next and change with updates; the guidance asks for the same values on every server.",
      "Import TLS12-Enable.reg and restart the server.",
      Source.PART_2),
  TLS12_DEFAULT_OFF(
      "tls12-default-off",
      Severity.ERROR,
      "%s: %s; this Windows leaves TLS 1.2 off then",
      "Connections fall back to TLS 1.0, and fail once that is switched off.",
      "Import TLS12-Enable.reg and restart the server.",
      Source.PART_2),
  TLS12_DISABLED(
      "tls12-disabled",
      Severity.ERROR,
      "%s: %s; TLS 1.2 cannot be used",
      "Enabled=0 counts before all else, even where a program asks for TLS 1.2 by name.",
      "Import TLS12-Enable.reg and restart the server.",
      Source.PART_2),
  TLS12_ON_REQUEST(
      "tls12-on-request",
      Severity.ERROR,
      "%s: %s; only programs that ask for TLS 1.2 by name get it",
      "Exchange leaves the choice to Windows, so it does not get TLS 1.2.",
      "Import TLS12-Enable.reg and restart the server.",
      Source.PART_2),
  TLS12_HALF(
      "tls12-half-configured",
      Severity.WARNING,
      "%s: %s; the other value is left to Windows",
      "What one value alone does depends on the Windows it stands on.",
      "Import TLS12-Enable.reg and restart the server.",
      Source.PART_2),
  TLS12_MISSING(
      "tls12-missing",
      Severity.ERROR,
      "%s: %s; this Windows has TLS 1.2 by update KB4019276 alone, and off at first",
      "Without it the server speaks TLS 1.0 and nothing newer.",
      "Install KB4019276, import TLS12-Enable.reg and restart the server.",
      Source.KB4019276),
  TLS12_NEEDS_UPDATE(
      "tls12-needs-update",
      Severity.WARNING,
      "%s: %s; these values do nothing on this Windows without update KB4019276, and no export tells whether it is installed",
      "The registry looks right even where Windows does not have TLS 1.2.",
      "Look for KB4019276 among the installed updates.",
      Source.KB4019276),
  SIDES_DIFFER(
      "sides-differ",
      Severity.WARNING,
      "%s: %s",
      "A server that takes a version and does not make connections with it, or the other way round, is hard to reason about; as a rule one side was forgotten.",
      "Give both sides the same values.",
      Source.PART_2),
  OLD_HALF(
      "old-version-half-configured",
      Severity.WARNING,
      "%s: %s; the other value is left to Windows",
      "What one value alone does depends on the Windows it stands on.",
      "Set Enabled=0 and DisabledByDefault=1 to switch the version off, or take both values out.",
      Source.PART_2),
  OLD_HALF_DISABLED(
      "old-version-half-disabled",
      Severity.REMARK,
      "%s: %s; it is off, by Enabled alone",
      "It cannot be used; the two values still contradict each other, and checks stumble over that.",
      "Set DisabledByDefault=1 as well.",
      Source.PART_2),
  SSL_ON(
      "ssl-on",
      Severity.ERROR,
      "%s: %s; connections of it are possible",
      "SSL 2.0 and 3.0 are broken, and nothing of today needs them.",
      "Set Enabled=0 and DisabledByDefault=1 on both sides and restart the server.",
      Source.SCHANNEL_SETTINGS),
  OLD_TLS_ON(
      "old-tls-on",
      Severity.REMARK,
      "%s: %s; still on, and the server is %s",
      "TLS 1.0 and 1.1 are to go once no client needs them; a server that is not ready for TLS 1.2 has nothing else then.",
      "Make the server ready for TLS 1.2, wait for the last clients, then switch the version off.",
      Source.PART_3),
  TLS13_UNSUPPORTED(
      "tls13-unsupported",
      Severity.WARNING,
      "%s: %s; TLS 1.3 is on, and %s on %s does not support it",
      "Exchange supports TLS 1.3 from Exchange 2019 CU15 on, on Windows Server 2022 and later; elsewhere connections fail in ways that are hard to trace.",
      "Set Enabled=0 and DisabledByDefault=1 on both sides of TLS 1.3, or update Exchange.",
      Source.TLS_PRACTICES),
  TLS13_OFF(
      "tls13-off",
      Severity.REMARK,
      "%s: %s; TLS 1.3 is off, though this Exchange and Windows support it",
      "TLS 1.2 is enough for now; TLS 1.3 is better.",
      "Set Enabled=1 and DisabledByDefault=0 on both sides of TLS 1.3 when there is time for it.",
      Source.TLS_PRACTICES),
  NET_OWN_PROTOCOLS(
      "dotnet-own-protocols",
      Severity.ERROR,
      "%s: SystemDefaultTlsVersions=%s; programs on it choose their protocols themselves",
      "Exchange 2010 stands on .NET 3.5, later ones on .NET 4.x: its own connections may then stay at TLS 1.0, whatever Schannel is set to.",
      "Import NET35-UseSchannelDefaults.reg (.NET 3.5) or NET4X-UseSchannelDefaults.reg (.NET 4.x) and restart the server.",
      Source.PART_2),
  NET_WEAK_CRYPTO(
      "dotnet-weak-crypto",
      Severity.WARNING,
      "%s: SchUseStrongCrypto=%s",
      "Programs that choose protocols themselves may still offer the old ones, with weak algorithms.",
      "Set SchUseStrongCrypto to REG_DWORD 1 for 64-bit and 32-bit programs and restart the server.",
      Source.TLS_PRACTICES),
  WRONG_TYPE(
      "wrong-type",
      Severity.ERROR,
      "%s: %s=%s; only a REG_DWORD is read",
      "Windows passes over a value of another type, as if it were missing.",
      "Delete the value and make it again as a REG_DWORD.",
      Source.SCHANNEL_SETTINGS),
  INSECURE_RENEGOTIATION(
      "insecure-renegotiation",
      Severity.WARNING,
      "%s: %s=%s",
      "Somebody in between can put words before those of a client (CVE-2009-3555).",
      "Delete the value, or set it to 0.",
      Source.SCHANNEL_SETTINGS),
  POLICY_HIDES_ORDER(
      "policy-hides-cipher-order",
      Severity.REMARK,
      "%s: %s suites; the local order of %s others does not count",
      "Who changes the local order, by PowerShell or by a tool, changes nothing.",
      "Change the group policy, or take it away.",
      Source.SCHANNEL_SETTINGS),
  WEAK_SUITES_FIRST(
      "weak-suites-first",
      Severity.WARNING,
      "%s: %s stand before better ones, or alone",
      "The server prefers them where a client knows both.",
      "Move them behind the suites with ECDHE and AES-GCM, or take them out.",
      Source.SCHANNEL_SETTINGS),
  NEEDED_ALGORITHM_OFF(
      "needed-algorithm-off",
      Severity.WARNING,
      "%s: Enabled=0x0",
      "Most cipher suites of TLS 1.2 are made of it: handshakes fail that would be fine.",
      "Delete the value and restart the server; choose by the order of cipher suites instead.",
      Source.SCHANNEL_SETTINGS),
  WEAK_ALGORITHM_ON(
      "weak-algorithm-on",
      Severity.WARNING,
      "%s: Enabled=%s",
      "The algorithm is weak, and somebody has switched it on in so many words.",
      "Set Enabled=0 and restart the server.",
      Source.SCHANNEL_SETTINGS),
  NOT_TOLD(
      "not-in-export",
      Severity.WARNING,
      "%s is not in the exports",
      "What is not exported is unknown: it may be right or wrong.",
      "Export the key with all that is below it, with reg export or regedit.",
      Source.SCHANNEL_SETTINGS),
  NO_EXPORT(
      "no-export",
      Severity.WARNING,
      "the inventory names the server, and no export is of it",
      "Nothing is known of its settings.",
      "Export its registry, and give the file the server's name.",
      Source.PART_2),
  UNKNOWN_WINDOWS(
      "unknown-windows",
      Severity.WARNING,
      "the version of Windows is %s",
      "What Windows does where the registry is silent depends on its version.",
      "Give it in the inventory, as Windows Server 2019 or as 10.0.17763.",
      Source.SCHANNEL_SETTINGS),
  UNKNOWN_EXCHANGE(
      "unknown-exchange",
      Severity.WARNING,
      "the version of Exchange is %s",
      "Which .NET it stands on and whether it supports TLS 1.3 depend on it.",
      "Give it in the inventory, as Exchange 2016 CU23 or as 15.1.2507.6.",
      Source.PART_2),
  VERSIONS_DISAGREE(
      "versions-disagree",
      Severity.WARNING,
      "the export is of %s, the inventory says %s",
      "One of the two is out of date, and the export is believed.",
      "Correct the inventory, or export again.",
      Source.PART_2),
  EXCHANGE_TOO_OLD(
      "exchange-too-old",
      Severity.ERROR,
      "%s; TLS 1.2 needs %s at least",
      "Older updates do not use TLS 1.2 everywhere, whatever the registry says.",
      "Update Exchange first.",
      Source.PART_2),
  EXCHANGE_KEEPS_OLD_TLS(
      "exchange-keeps-old-tls",
      Severity.WARNING,
      "%s; switching TLS 1.0 and 1.1 off needs %s at least",
      "The updates of March 2018 are the first that work without the old versions.",
      "Update Exchange before the old versions go.",
      Source.PART_2),
  POP_IMAP_KEEP_OLD_TLS(
      "pop-imap-keep-old-tls",
      Severity.REMARK,
      "%s lets them take TLS 1.0 even where Schannel has it off",
      "Who uses them goes on with TLS 1.0, and no log of theirs tells a version.",
      "Count clients of POP and IMAP by the load balancer's log, or move them to a newer Exchange.",
      Source.PART_3),
  TLS12_NEVER_SEEN(
      "tls12-never-seen",
      Severity.WARNING,
      "%s; no %s log until %s shows TLS 1.2 or newer",
      "That it is enabled is one half; the guidance wants it seen in use before the old versions go.",
      "Restart the server if it was not since the change, connect with TLS 1.2, and look at its log: it must tell versions (IIS: the crypt fields, from Windows Server 2012 R2 on; SMTP: protocol logging Verbose).",
      Source.PART_2),
  DIRECTION_WITHOUT_LOGS(
      "no-logs-of-direction",
      Severity.REMARK,
      "no log tells of %s connections",
      "So TLS 1.2 cannot be seen in use there.",
      "Set the connectors' protocol logging to Verbose, and add these logs to the archive.",
      Source.PART_2),
  OFF_AND_SEEN(
      "off-and-still-seen",
      Severity.ERROR,
      "%s by the export of %s; logs show it negotiated over %s until %s (%s:%d)",
      "What the registry says holds after a restart; or it was changed back since.",
      "Restart the server, export its registry again, and look at the next day's log.",
      Source.PART_2),
  OFF_BY_DEFAULT_AND_SEEN(
      "off-by-default-and-seen",
      Severity.WARNING,
      "%s by the export of %s, which this Windows takes for off; logs show it negotiated over %s until %s (%s:%d)",
      "The server runs another Windows than is thought, or a program there asks for the version by name.",
      "Look at the server's version of Windows, correct the inventory, and export its registry again.",
      Source.SCHANNEL_SETTINGS),
  OFF_AND_SEEN_AT_PROXY(
      "off-and-seen-at-proxy",
      Severity.REMARK,
      "off at %s; the proxy %s negotiated it until %s (%s:%d)",
      "A proxy ends TLS by settings of its own: no server's registry reaches them.",
      "Switch the version off at the proxy, too, once its clients are ready.",
      Source.PART_2),
  OFF_AND_SEEN_IN_POP_IMAP(
      "off-and-seen-in-pop-imap",
      Severity.WARNING,
      "%s by the export of %s; logs show it negotiated over %s until %s (%s:%d)",
      "POP and IMAP of Exchange 2010 and 2013 do not follow Schannel here.",
      "Move these mailboxes to a newer Exchange, or put a proxy before the services.",
      Source.PART_3),
  LOGS_WITHOUT_EXPORT(
      "logs-without-export",
      Severity.WARNING,
      "the server logs until %s, and no export is of it",
      "Nothing is known of its settings.",
      "Export its registry, and give the file the server's name.",
      Source.PART_2),
  EXPORT_WITHOUT_LOGS(
      "export-without-logs",
      Severity.WARNING,
      "there is an export, and no log of the server",
      "Who comes to it, and with what, is not seen; or it goes by another name in the logs.",
      "Add its logs to the archive; or name the export's file as the logs name the server.",
      Source.PART_2),
  SERVERS_DIFFER(
      "servers-differ",
      Severity.WARNING,
      "%s",
      "The guidance asks for the same values on every server; clients that move from one to another meet different rules.",
      "Bring the servers into line.",
      Source.PART_2);

  /** Where the facts come from. */
  private static final class Source {
    static final String PART_2 = "Microsoft, Exchange Server TLS guidance, part 2";
    static final String PART_3 = "Microsoft, Exchange Server TLS guidance, part 3";
    static final String TLS_PRACTICES =
        "Microsoft, Exchange Server TLS configuration best practices";
    static final String SCHANNEL_SETTINGS =
        "Microsoft, Transport Layer Security (TLS) registry settings";
    static final String KB4019276 = "Microsoft, KB4019276";
  }

  private final String label;
  private final Severity severity;
  private final String what;
  private final String why;
  private final String cure;
  private final String source;

  FindingCode(
      String label, Severity severity, String what, String why, String cure, String source) {
    this.label = label;
    this.severity = severity;
    this.what = what;
    this.why = why;
    this.cure = cure;
    this.source = source;
  }

  @Override
  public String label() {
    return label;
  }

  public Severity severity() {
    return severity;
  }

  /** Why it matters. */
  public String why() {
    return why;
  }

  /** What to do. */
  public String cure() {
    return cure;
  }

  /** The page of Microsoft's that it is from. */
  public String source() {
    return source;
  }

  /**
   * A finding of this kind.
   *
   * @param server empty if it is of several
   * @param details what the template of the observation asks for, in its order
   */
  Finding of(String server, String subject, Object... details) {
    return new Finding(this, server, subject, what.formatted(details));
  }
}
