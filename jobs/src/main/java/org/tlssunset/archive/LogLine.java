package org.tlssunset.archive;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LogFormat;

/**
 * One line of a log.
 *
 * @param fields what the {@code #Fields:} line in force says behind its name; null if there is none
 * @param text without its line end; bytes that are no text in the log's encoding stay visible. Of a
 *     line that is longer than is read, its beginning
 */
public record LogLine(LogFormat format, @Nullable String fields, String text) {}
