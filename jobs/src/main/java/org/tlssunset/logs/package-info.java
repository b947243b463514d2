/**
 * The log parsers: bytes come in, {@linkplain org.tlssunset.logs.Observation observations}, open
 * sessions and rejected lines go out to a {@link org.tlssunset.logs.LogSink}.
 *
 * <p>No I/O, no Spark and no Hadoop in here: {@code inspect} and the Spark source run the same
 * classes. One class per log format, each of which a stranger reads in ten minutes.
 */
@NullMarked
package org.tlssunset.logs;

import org.jspecify.annotations.NullMarked;
