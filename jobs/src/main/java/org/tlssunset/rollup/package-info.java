/**
 * The rollups: {@code tls_observations} comes in; facts by day and month go out ({@code
 * usage_daily}, {@code usage_monthly}), and by what is known of addresses what each party used
 * ({@code client_protocol}, {@code client_program}, {@code client_server}).
 */
@NullMarked
package org.tlssunset.rollup;

import org.jspecify.annotations.NullMarked;
