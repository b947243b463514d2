package org.tlssunset.rollup;

import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.program.Program;
import org.tlssunset.program.Programs;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.NamedBy;
import org.tlssunset.schema.Protocol;

/** Which program a connection was made with: in SMTP the name tells it, else the user agent. */
final class UsedProgram {

  private static final UTF8String SMTP = UTF8String.fromString(Protocol.SMTP.label());

  private UsedProgram() {}

  static Program of(
      @Nullable UTF8String userAgent,
      @Nullable UTF8String clientName,
      UTF8String direction,
      UTF8String protocol) {
    if (!SMTP.equals(protocol)) {
      return Programs.known().ofAgent(userAgent == null ? null : userAgent.toString());
    }
    return Programs.known()
        .ofSmtp(
            clientName == null ? null : clientName.toString(),
            UsageRow.INBOUND.equals(direction) ? Direction.INBOUND : Direction.OUTBOUND);
  }

  /** How a program names itself that is known by the name of its host; null if it is not. */
  static @Nullable NamedBy namedBy(UTF8String direction, UTF8String protocol) {
    if (!SMTP.equals(protocol)) {
      return null;
    }
    return UsageRow.INBOUND.equals(direction) ? NamedBy.EHLO : NamedBy.GREETING;
  }

  /**
   * What a program is called: product, major version and system; one that no rule knows by what it
   * says itself, so that two of them stay two. Null if nothing is known.
   */
  static @Nullable UTF8String name(
      @Nullable UTF8String userAgent,
      @Nullable UTF8String clientName,
      UTF8String direction,
      UTF8String protocol) {
    Program program = of(userAgent, clientName, direction, protocol);
    if (program.product() != null) {
      return UTF8String.fromString(program.name());
    }
    return SMTP.equals(protocol) ? null : userAgent;
  }
}
