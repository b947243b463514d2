package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * A client.
 *
 * @param program its version of its kind's program; null if it talks SMTP
 * @param name its host's name
 * @param address in canonical form
 * @param spelling the address as logs write it
 * @param user who signs in, with the domain; null if nobody does
 * @param legacy what it negotiates before it is updated
 * @param modern and after
 * @param migrationDay when it is, if it is: a day of the archive, from 0
 * @param load how many requests it makes, 1 for an average client
 * @param home the server that it mostly calls
 * @param proxy the address of the proxy that it comes through; null if it comes by itself
 */
record Client(
    ClientKind kind,
    Story story,
    @Nullable HttpProgram program,
    String name,
    String address,
    String spelling,
    @Nullable String user,
    Tls legacy,
    Tls modern,
    int migrationDay,
    double load,
    int home,
    @Nullable String proxy) {}
