/**
 * The commands: arguments come in, results go to standard output, problems to standard error, and
 * an exit code says how it went. One thin class per command; the work is done by the steps of the
 * flow.
 */
@NullMarked
package org.tlssunset.cli;

import org.jspecify.annotations.NullMarked;
