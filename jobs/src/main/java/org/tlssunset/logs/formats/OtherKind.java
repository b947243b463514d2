package org.tlssunset.logs.formats;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of files that lie beside logs, are known, and are not read: those that no header names. The
 * first lines tell them, of which at least one has to be as the kind's lines are.
 */
enum OtherKind {
  POP_IMAP(
      "a POP3 or IMAP4 log of Exchange, which is not read: it shows no TLS, so its clients stay unseen",
      // The service's reason for the last command stands behind the sizes and the command.
      "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z,[0-9A-Fa-f]{16},\\d+,[^,]*:\\d+,[^,]*:\\d+,[^,]*,\\d*,\\d*,\\d*,.*"),
  HTTP_PROXY(
      "an HttpProxy log of Exchange, which is not read",
      "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z,[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12},\\d+,\\d+,\\d+,\\d+,.*"),
  MESSAGE_TRACKING(
      "a message tracking log of Exchange, which is not read",
      "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z,(?:[^,]*,){6}(?:SMTP|STOREDRIVER|AGENT|ROUTING|DSN|GATEWAY|ADMIN|PICKUP"
          + "|QUEUE|REDUNDANCY|BOOTLOADER|DNS|MAILBOXRULE|MEETINGMESSAGEPROCESSOR|ORAR|PUBLICFOLDER"
          + "|SAFETYNET|APPROVAL),[A-Z]+,.*"),
  IIS_FORMAT(
      "a log in IIS's own format, which is not read: it cannot tell of TLS, as W3C's can",
      "[^ ,]+, [^,]*, [\\d./-]+, \\d+:\\d\\d:\\d\\d[^,]*, [A-Z0-9]*SVC\\d+, .*"),
  // Common and combined. Some web servers can be told to write more, which could be of TLS.
  NCSA(
      "an access log in NCSA's format, which is not read: it cannot tell of TLS, as W3C's can",
      "\\S+ \\S+ .+ \\[\\d+/\\w+/\\d{4}(?::\\d\\d){3} [+-]\\d{4}] \".*\" \\d{3} (?:\\d+|-)"
          + "(?: \"[^\"]*\" \"[^\"]*\")?"),
  REGISTRY("a registry export, which is not read", "Windows Registry Editor Version .*|REGEDIT4"),
  REGISTRY_QUERY(
      "a listing of registry keys, which is not read",
      "HKEY_(?:LOCAL_MACHINE|CURRENT_USER|USERS)\\\\.*"),
  CLIXML(
      "PowerShell's export of objects, which is not read",
      ".*<Objs [^>]*xmlns=\"http://schemas\\.microsoft\\.com/powershell/.*");

  private static final OtherKind[] ALL = values();

  /** So many lines at the top are looked at. */
  private static final int TOP = 50;

  private final String title;
  private final Pattern line;

  OtherKind(String title, String line) {
    this.title = title;
    this.line = Pattern.compile(line);
  }

  /** The type that headers of logs tell, which name clients and users, and show no TLS. */
  private static final Pattern WITHOUT_TLS = Pattern.compile("(?i)(?:POP|IMAP)\\d?\\b.*");

  /** What to add of a log whose header tells its type; empty if there is nothing to add. */
  static String remark(String type) {
    return WITHOUT_TLS.matcher(type).matches()
        ? ": it shows no TLS, so its clients stay unseen"
        : "";
  }

  /** A file of bytes, by what it begins with. */
  private record Binary(String title, String mark) {}

  private static final List<Binary> BINARIES =
      List.of(new Binary("a Windows event log (.evtx), which is not read", "ElfFile\0"));

  /**
   * What is to be said of a file, to stand behind its name; null if it is none of these.
   *
   * @param text its beginning
   * @param lines the same in lines
   */
  static @Nullable String of(String text, List<String> lines) {
    for (Binary kind : BINARIES) {
      if (text.startsWith(kind.mark())) {
        return "is " + kind.title();
      }
    }
    for (OtherKind kind : ALL) {
      if (lines.stream().limit(TOP).anyMatch(at -> kind.line.matcher(at).matches())) {
        return "is " + kind.title;
      }
    }
    return null;
  }
}
