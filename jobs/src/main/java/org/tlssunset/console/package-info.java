/**
 * What the caller of a command sees: rows, reports, progress and failures come in; text, CSV or
 * JSON on standard output and standard error, and the exit code that a failure means, go out.
 */
@NullMarked
package org.tlssunset.console;

import org.jspecify.annotations.NullMarked;
