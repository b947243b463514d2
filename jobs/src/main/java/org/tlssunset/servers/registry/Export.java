package org.tlssunset.servers.registry;

import java.time.LocalDate;
import java.util.List;

/**
 * What one file tells of one server.
 *
 * @param server its name as the file says it, or else as the file is called
 * @param file the path that is told
 * @param day when it was made, as its name says, or else when it was last written (UTC)
 * @param windows Windows' version as the file writes it; empty if it does not
 * @param exchange Exchange's version as the file writes it; empty if it does not
 * @param suites the cipher suites that Windows was asked for, the preferred one first; empty if the
 *     file has none
 */
public record Export(
    String server,
    String file,
    LocalDate day,
    Registry registry,
    String windows,
    String exchange,
    List<String> suites) {}
