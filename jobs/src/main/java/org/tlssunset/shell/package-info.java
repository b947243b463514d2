/**
 * The shell of {@code sql}: what a person types comes in, and goes on to {@code query} or is one of
 * the shell's own commands; answers, help and what is wrong go out to the terminal.
 */
@NullMarked
package org.tlssunset.shell;

import org.jspecify.annotations.NullMarked;
