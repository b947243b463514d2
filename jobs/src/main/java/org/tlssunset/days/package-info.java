/**
 * Days that a table has to count anew: the marks of the tables before it come in, and the days that
 * differ go out, counted and marked in the same commits.
 */
@NullMarked
package org.tlssunset.days;

import org.jspecify.annotations.NullMarked;
