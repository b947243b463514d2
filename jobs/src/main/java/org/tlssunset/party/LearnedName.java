package org.tlssunset.party;

/**
 * What a line of a file says of a host.
 *
 * @param file its path; with its scheme unless it is local
 * @param line from 1
 */
public record LearnedName(HostName host, String file, long line) {}
