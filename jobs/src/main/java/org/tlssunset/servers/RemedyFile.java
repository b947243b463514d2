package org.tlssunset.servers;

import org.tlssunset.servers.registry.RegFile;

/**
 * A {@code .reg} file to be imported on a server.
 *
 * @param name of the file, without a folder: {@code TLS12-Enable.reg}
 * @param content its lines, and its bytes as {@code regedit} reads them
 * @param reason a sentence: why it is to be imported
 */
public record RemedyFile(String name, RegFile content, String reason) {}
