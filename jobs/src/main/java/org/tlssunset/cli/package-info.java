/**
 * The commands: arguments come in, results go to standard output, problems to standard error, and
 * an exit code says how it went. One thin class per command, and the options that several share;
 * the work is done by the steps of the flow.
 */
@NullMarked
package org.tlssunset.cli;

import org.jspecify.annotations.NullMarked;
