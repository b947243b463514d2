package org.tlssunset.ingest;

import java.io.Serializable;

/**
 * What the tasks of a batch share.
 *
 * @param batch the batch that the rows are of
 * @param findingsKept how many open sessions and rejected lines one task may remember
 * @param findings takes what they find besides observations
 * @param growing which files may still be being written
 * @param soFar grows by what was read
 */
record LogReading(
    ReadSettings settings,
    long batch,
    int findingsKept,
    Findings findings,
    Growing growing,
    ReadSoFar soFar)
    implements Serializable {}
