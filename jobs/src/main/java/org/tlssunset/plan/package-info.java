/**
 * The plan: what each party did comes in ({@link org.tlssunset.rollup.Evidence}), with what each
 * TLS end had shown and the policy; what is known of a party, and what becomes of it when versions
 * are switched off, goes out ({@code client_status}, {@code plan_clients}, {@code plan_summary}).
 */
@NullMarked
package org.tlssunset.plan;

import org.jspecify.annotations.NullMarked;
