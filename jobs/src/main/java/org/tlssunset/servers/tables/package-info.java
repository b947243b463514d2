/**
 * The table {@code server_tls_settings}. What exports tell of servers comes in; out go its rows, of
 * these exports and of all that were read before.
 */
@NullMarked
package org.tlssunset.servers.tables;

import org.jspecify.annotations.NullMarked;
