/**
 * What a client calls itself comes in: a user agent, or the name in its EHLO; the program that it
 * is goes out, as far as that is known. The rules and their sources stand in {@code programs.conf}.
 */
@NullMarked
package org.tlssunset.program;

import org.jspecify.annotations.NullMarked;
