package org.tlssunset.synthetic;

/**
 * A mail server.
 *
 * @param number from 0
 * @param name as connectors and folders have it, {@code EX01}
 * @param fqdn its name in the domain name system
 * @param address its own address
 * @param loopSide the address from which its front end calls its back end, as IIS logs it
 * @param loopSideIp the same in canonical form
 * @param cryptFromDay the day of the archive, from 0, from which IIS logs crypt fields; very high
 *     for a Windows that cannot
 */
record MailServer(
    int number,
    String name,
    String fqdn,
    String address,
    String loopSide,
    String loopSideIp,
    int cryptFromDay) {}
