/**
 * Whose connection it was, as tables and views.
 *
 * <p>In come the ledger's local addresses, the configuration, and rows of {@code tls_observations}
 * and {@code inner_clients}; out go the tables {@code addresses} and {@code host_names} and the
 * view {@code client_observations}, which gives each row its party and drops and repeats none; and
 * warnings of where a party may be another than that.
 */
@NullMarked
package org.tlssunset.party.tables;

import org.jspecify.annotations.NullMarked;
