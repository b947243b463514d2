/**
 * What all log formats share: bytes come in, {@linkplain org.tlssunset.logs.Observation
 * observations}, open sessions and rejected lines go out to a {@link org.tlssunset.logs.LogSink}.
 *
 * <p>A {@link org.tlssunset.logs.LogFormat} is the contract of a format: a package here holds each
 * family of them, and one more the list. This one knows none.
 *
 * <p>No I/O, no Spark and no Hadoop in here: {@code inspect} and the Spark source run the same
 * classes. One class per log format, each of which a stranger reads in ten minutes.
 */
@NullMarked
package org.tlssunset.logs;

import org.jspecify.annotations.NullMarked;
