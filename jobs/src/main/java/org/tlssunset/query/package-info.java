/**
 * Queries of a user: their text comes in, and goes on to Spark if it does no more than read the
 * tables; the answer's rows go out as plain values.
 */
@NullMarked
package org.tlssunset.query;

import org.jspecify.annotations.NullMarked;
