package org.tlssunset.ingest;

import java.io.Serializable;

/**
 * What the tasks of a batch share.
 *
 * @param batch the batch that the rows are of
 * @param findingsKept how many open sessions and rejected lines one task may remember; it leaves
 *     files that might be more to a later batch
 * @param sessionsKept how many open sessions one task may remember; those beyond are concluded as
 *     if no other log held a part of them
 * @param findings takes what they find besides observations
 * @param growing which files may still be being written
 * @param soFar grows by what was read
 */
record LogReading(
    ReadSettings settings,
    long batch,
    int findingsKept,
    int sessionsKept,
    Findings findings,
    SettlingTime growing,
    ReadSoFar soFar)
    implements Serializable {}
