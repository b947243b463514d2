package org.tlssunset.archive;

import java.io.Serializable;
import java.util.List;
import org.tlssunset.logs.LogFormat;

/**
 * A piece of a plain file: the lines whose first byte lies in it. A line that begins in it is read
 * to its end, past {@code to} if need be.
 *
 * @param from the first byte, from 0
 * @param to the byte after the last
 * @param lineEndsBefore how many line ends lie before {@code from}
 * @param headerLines the header lines in force at {@code from}, in order
 */
public record FileSlice(
    ArchiveFile file,
    LogFormat format,
    long from,
    long to,
    long lineEndsBefore,
    List<byte[]> headerLines)
    implements Serializable {}
