/**
 * What Exchange servers are configured to do with TLS, by their registries. Exports and an
 * inventory come in; each server's effective state, what is wrong with it against Microsoft's
 * guidance, and the {@code .reg} files that mend it go out. What is not told is unknown, never
 * guessed.
 */
@NullMarked
package org.tlssunset.servers;

import org.jspecify.annotations.NullMarked;
