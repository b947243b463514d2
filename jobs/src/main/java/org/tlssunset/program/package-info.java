/**
 * What a client calls itself comes in: a user agent, or the name in its EHLO; the program that it
 * is goes out, as far as that is known. The rules and their sources stand in {@code programs.conf}.
 * No general library of user agents stands behind them: those name a product and a system for texts
 * that tell of none, and what is not known is to be unknown here.
 */
@NullMarked
package org.tlssunset.program;

import org.jspecify.annotations.NullMarked;
