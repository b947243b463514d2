package org.tlssunset.ingest;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.FileSlice;

/**
 * What one task reads, one after the other: small files are packed together, a large one may be
 * cut.
 *
 * @param number which of the batch's partitions it is, from 0
 * @param files files that are read whole
 * @param slices pieces of large plain files
 */
record LogPartition(int number, List<ArchiveFile> files, List<FileSlice> slices)
    implements InputPartition {}
