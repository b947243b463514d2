/**
 * The line behind a row: a file and a line as the tables name them come in, the line itself goes
 * out, also where the file was packed, moved or is but a copy. The ledger is asked for that, if
 * there is one; logs are only read.
 */
@NullMarked
package org.tlssunset.proof;

import org.jspecify.annotations.NullMarked;
