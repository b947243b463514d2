package org.tlssunset.servers.seen;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKind;
import org.tlssunset.schema.Role;

/**
 * What the guidance asks to be considered beyond Exchange itself ("Exchange Server TLS guidance,
 * part 2", Additional Considerations), and how it shows in logs. One program may show in several.
 */
public enum Consideration {
  DOMAIN_CONTROLLERS(
      "domain controllers and global catalogs",
      "no log of Exchange tells of its LDAP calls: check that each domain controller has TLS 1.2 enabled") {
    @Override
    boolean isMet(Program program) {
      return false;
    }
  },
  PARTNER_APPLICATIONS(
      "partner applications (SharePoint, Skype for Business, Lync, Teams)",
      "bring them to a build that speaks TLS 1.2, and their servers' .NET and Schannel settings with it") {
    @Override
    boolean isMet(Program program) {
      return program.isOneOf("sharepoint", "skype for business", "lync", "teams");
    }
  },
  OLD_WINDOWS(
      "Windows 7 and older (WinHTTP)",
      "install KB3140245 and set DefaultSecureProtocols for WinHTTP, or replace them: Outlook there starts at TLS 1.0") {
    @Override
    boolean isMet(Program program) {
      return program.isOn(
          "windows 2000",
          "windows xp",
          "windows vista",
          "windows 7",
          "windows 8",
          "windows server 2003");
    }
  },
  BALANCERS(
      "load balancers and proxies",
      "enable TLS 1.2 on both of their sides, and let their health checks use it") {
    @Override
    boolean isMet(Program program) {
      return program.role.equals(Role.PROXY.label())
          || program.isOneOf("kemp loadmaster", "f5 big-ip", "haproxy", "citrix netscaler");
    }
  },
  CLIENTS(
      "desktop, mobile and browser applications",
      "update those that still come with an old version") {
    @Override
    boolean isMet(Program program) {
      return program.isOf(ClientKind.MAIL_CLIENT, ClientKind.MOBILE, ClientKind.BROWSER);
    }
  },
  DEVICES(
      "printers and other devices",
      "update their firmware; what cannot be updated sends through a relay of its own") {
    @Override
    boolean isMet(Program program) {
      return program.isOf(ClientKind.DEVICE);
    }
  },
  APPLICATIONS(
      "third-party and in-house applications",
      "find who runs them: .NET needs SystemDefaultTlsVersions, Java 7 and older has TLS 1.2 off by default") {
    @Override
    boolean isMet(Program program) {
      return program.isOf(
          ClientKind.LIBRARY,
          ClientKind.SCRIPT,
          ClientKind.GATEWAY,
          ClientKind.MONITORING,
          ClientKind.OTHER);
    }
  };

  private final String subject;
  private final String advice;

  Consideration(String subject, String advice) {
    this.subject = subject;
    this.advice = advice;
  }

  /**
   * A program as {@code client_status} has it.
   *
   * @param kind as {@link ClientKind} has it; null if it is not known
   * @param name product, major version and system; null if nothing is known
   */
  record Program(String role, @Nullable String kind, @Nullable String name) {

    private static final String ON = " on ";

    /** Whether it is a client of one of some kinds. */
    private boolean isOf(ClientKind... kinds) {
      return role.equals(Role.CLIENT.label())
          && Set.of(kinds).stream().anyMatch(each -> each.label().equals(kind));
    }

    /** Whether its product's name, which a version may follow, is one of some. */
    private boolean isOneOf(String... products) {
      String known = name == null ? "" : name.toLowerCase(Locale.ROOT);
      return List.of(products).stream()
          .anyMatch(product -> known.equals(product) || known.startsWith(product + " "));
    }

    /** Whether its system is one of some. */
    private boolean isOn(String... systems) {
      String known = name == null ? "" : name.toLowerCase(Locale.ROOT);
      int on = known.lastIndexOf(ON);
      return on >= 0 && Set.of(systems).contains(known.substring(on + ON.length()));
    }
  }

  /** Whether a program is of those that are to be considered. */
  abstract boolean isMet(Program program);

  /** Who is to be considered. */
  public String subject() {
    return subject;
  }

  /** What to do about them, in a sentence without its end. */
  public String advice() {
    return advice;
  }
}
