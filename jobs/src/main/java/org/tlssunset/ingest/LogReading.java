package org.tlssunset.ingest;

import java.io.Serializable;
import org.apache.spark.util.LongAccumulator;

/**
 * What the tasks of a batch share.
 *
 * @param batch the batch that the rows are of
 * @param findingsKept how many open sessions and rejected lines one task may remember
 * @param findings takes what they find besides observations
 * @param growing which files may still be being written
 * @param bytesRead grows by the stored bytes that were read, for a progress display alone
 */
record LogReading(
    ReadSettings settings,
    long batch,
    int findingsKept,
    Findings findings,
    Growing growing,
    LongAccumulator bytesRead)
    implements Serializable {}
