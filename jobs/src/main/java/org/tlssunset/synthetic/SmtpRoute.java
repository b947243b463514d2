package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * Between whom a session is.
 *
 * @param server whose log it is
 * @param connector as the log names it
 * @param isSend whether this server called
 * @param local this server's endpoint as logged
 * @param remote the other side's
 * @param remoteIp its address in canonical form; null if the log masks it
 */
record SmtpRoute(
    String server,
    String connector,
    boolean isSend,
    String local,
    String remote,
    @Nullable String remoteIp) {

  /** The other side's address, or what the log shows in its place. */
  String peer() {
    return remoteIp == null ? remote.substring(0, remote.lastIndexOf(':')) : remoteIp;
  }

  /** An address and a port as logs write them. */
  static String endpoint(String address, int port) {
    return address.indexOf(':') < 0 ? address + ":" + port : "[" + address + "]:" + port;
  }
}
