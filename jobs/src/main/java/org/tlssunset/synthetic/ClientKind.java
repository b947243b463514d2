package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/** What sort of client it is. */
enum ClientKind {
  PRINTER("prn", null, Hours.OFFICE),
  SCANNER("scan", null, Hours.OFFICE),
  /** Signs in on port 587 to send its mail. */
  SUBMITTER("erp", null, Hours.DAY_AND_NIGHT),
  ERP("erp", HttpProgram.ERP, Hours.DAY_AND_NIGHT),
  OUTLOOK_2010("pc", HttpProgram.OUTLOOK_2010, Hours.OFFICE),
  OUTLOOK("pc", HttpProgram.OUTLOOK, Hours.OFFICE),
  OLD_PHONE("phone", HttpProgram.OLD_PHONE, Hours.WAKING),
  PHONE("phone", HttpProgram.PHONE, Hours.WAKING),
  OUTLOOK_MOBILE("phone", HttpProgram.OUTLOOK_MOBILE, Hours.WAKING),
  MAC("mac", HttpProgram.MAC_MAIL, Hours.OFFICE),
  BROWSER("pc", HttpProgram.BROWSER, Hours.OFFICE),
  ADMIN("adm", HttpProgram.ADMIN, Hours.OFFICE),
  REST_APP("app", HttpProgram.REST_APP, Hours.DAY_AND_NIGHT),
  CRAWLER("crawler", HttpProgram.CRAWLER, Hours.DAY_AND_NIGHT),
  /** Another company's mail server: sends to us, and we to it. */
  PARTNER("mx", null, Hours.WAKING),
  MONITOR("mon", null, Hours.DAY_AND_NIGHT),
  /** Forges what a proxy would forward. */
  STRANGER("app", HttpProgram.STRANGER, Hours.DAY_AND_NIGHT);

  private final String prefix;
  private final @Nullable HttpProgram program;
  private final Hours hours;

  ClientKind(String prefix, @Nullable HttpProgram program, Hours hours) {
    this.prefix = prefix;
    this.program = program;
    this.hours = hours;
  }

  /** How the names of its hosts begin. */
  String prefix() {
    return prefix;
  }

  /** Its HTTP program in all versions; null if it talks SMTP. */
  @Nullable HttpProgram program() {
    return program;
  }

  Hours hours() {
    return hours;
  }

  /** Whether it is carried about. */
  boolean isMobile() {
    return switch (this) {
      case OLD_PHONE, PHONE, OUTLOOK_MOBILE -> true;
      default -> false;
    };
  }

  /** Whether it is somewhere on the Internet. */
  boolean isOutside() {
    return switch (this) {
      case OLD_PHONE, PHONE, OUTLOOK_MOBILE, CRAWLER, PARTNER, STRANGER -> true;
      default -> false;
    };
  }
}
