package org.tlssunset.program;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKind;

/**
 * A program that uses the mail service, as it describes itself: nobody has checked it. Two that are
 * equal are the same program, for an update within a major version makes no new one.
 *
 * @param product {@code Outlook}; null if nothing tells
 * @param majorVersion the number before the first dot, {@code 16}; null if nothing tells
 * @param osFamily {@code Windows 7}, {@code iOS}; null if nothing tells
 */
public record Program(
    ClientKind kind,
    @Nullable String product,
    @Nullable String majorVersion,
    @Nullable String osFamily) {

  /** The program of which nothing is known. */
  public static final Program UNKNOWN = new Program(ClientKind.UNKNOWN, null, null, null);

  /** As people call it, {@code Outlook 16 on Windows 10}; what is not known is left out. */
  public String name() {
    String known = product == null ? "" : product;
    String versioned = majorVersion == null ? known : known + " " + majorVersion;
    return osFamily == null ? versioned : versioned + " on " + osFamily;
  }
}
