package org.tlssunset.party;

import org.jspecify.annotations.Nullable;

/**
 * That a server used an address as its own, as the local side of its log shows.
 *
 * @param server as the log names it; null if it does not
 * @param address as logged
 * @param firstDay of the log's events there, in days since 1970-01-01, UTC
 * @param lastDay the last such day
 */
public record LocalUse(@Nullable String server, String address, int firstDay, int lastDay) {}
