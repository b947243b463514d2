package org.tlssunset.synthetic.plan;

/**
 * What happens in every archive, in each of them to several parties. A server that can do better
 * has TLS 1.2 all along, if nothing else is said.
 */
public enum PlanStory {
  // Programs and what they speak: by mail, signed in or not, or by web services.
  PLAIN_OLD,
  PLAIN_MODERN,
  /** Was updated long ago: the same program, nothing old since. */
  UPDATED,
  /** Was updated some days ago. */
  UPDATED_LATELY,
  /** One user with one program on two machines, one of which is old. */
  OLD_AND_MODERN_MACHINE,
  /** One user with two programs, one of which is old. */
  OLD_AND_MODERN_PROGRAM,
  /** Old, and comes so seldom that it was last seen a quarter of a year ago. */
  SEASONAL_OLD,
  /** A user that many hosts have, some of them old. */
  OLD_SERVICE_ACCOUNT,
  MODERN_SERVICE_ACCOUNT,
  /** Behind one address with a host that is modern. */
  OLD_BEHIND_NAT,
  /** Behind one address with a host that is old. */
  MODERN_BEHIND_NAT,

  // Servers that could not do better: nothing is proven.
  OLD_AT_LIMITED_SERVER,
  MODERN_AT_LIMITED_SERVER,
  /** To a server only until it got TLS 1.2. */
  OLD_BEFORE_SWITCH_ON,
  MODERN_BEFORE_SWITCH_ON,
  /** To a server until it got TLS 1.2, and afterwards. */
  OLD_BEFORE_AND_AFTER,
  MODERN_BEFORE_AND_AFTER,
  /** Old, to a server that could not do better and to one that can. */
  OLD_AT_TWO_SERVERS,

  // Mail that goes in clear where TLS fails.
  /** Was seen to do so. */
  FALLS_BACK,
  /** Would, but TLS never failed. */
  WOULD_FALL_BACK,
  /** Sends in clear to one server; the connector of the other, where it is old, demands TLS. */
  IN_CLEAR_ELSEWHERE,
  /** Signs in, which it never does in clear. */
  OLD_SIGNED_IN,
  ALWAYS_IN_CLEAR,

  // Of which logs do not tell enough.
  OLD_NOT_LOGGED,
  MODERN_NOT_LOGGED,
  /** Called only a server whose logs are missing. */
  OLD_IN_MISSING_LOGS,
  MODERN_IN_MISSING_LOGS,
  /** Called once, over midnight; only the second day's log is left. */
  OLD_IN_CUT_LOG,
  MODERN_IN_CUT_LOG,
  OLD_BEHIND_OLD_PROXY,
  MODERN_BEHIND_OLD_PROXY,
  OLD_BEHIND_MODERN_PROXY,
  MODERN_BEHIND_MODERN_PROXY,
  OLD_BEHIND_UPDATED_PROXY,
  MODERN_BEHIND_UPDATED_PROXY,

  // Our own.
  /** A proxy that calls our servers with an old version. */
  OLD_PROXY,
  MODERN_PROXY,
  UPDATED_PROXY,
  OLD_PROBE,
  MODERN_PROBE,
  /** A program on one of our servers, with TLS of its own, that calls another. */
  OLD_SERVER_HOP,
  MODERN_SERVER_HOP,

  // Who uses nothing.
  /** Connects to port 25, or shakes hands with an old version, and leaves. */
  SCANNER,
  /** Asks for a web page with an old version, and is sent away. */
  CRAWLER,
  /** Has no version in common with the server, and sends nothing without. */
  FAILING,

  // Whom our servers call.
  MODERN_PARTNER,
  /** Old, and was sent mail in clear, too. */
  OLD_PARTNER_IN_CLEAR,
  /** Old, and never yet was sent mail in clear. */
  OLD_PARTNER,
  /** Old, over a connector that sends nothing in clear. */
  OLD_PARTNER_OVER_TLS,
  /** Called by a server that cannot do better as a caller. */
  MODERN_PARTNER_OF_LIMITED_SERVER,
  OLD_PARTNER_OF_LIMITED_SERVER
}
