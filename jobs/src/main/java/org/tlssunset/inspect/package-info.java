/**
 * An inspection: what the parsers make of logs comes in as they are read; rows, rejected lines and
 * totals go out, in one of the formats. No engine is started.
 */
@NullMarked
package org.tlssunset.inspect;

import org.jspecify.annotations.NullMarked;
