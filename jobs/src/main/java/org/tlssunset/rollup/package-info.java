/**
 * The rollups: {@code tls_observations} comes in, {@code client_protocol_daily} and {@code
 * client_protocol} go out, brought up to date for the days that batches touched.
 */
@NullMarked
package org.tlssunset.rollup;

import org.jspecify.annotations.NullMarked;
