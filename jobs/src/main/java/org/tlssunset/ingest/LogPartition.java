package org.tlssunset.ingest;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.FileSlice;

/**
 * What one task reads, one after the other: small files are packed together, a large one may be
 * cut.
 *
 * @param files files that are read whole
 * @param slices pieces of large plain files
 */
record LogPartition(List<ArchiveFile> files, List<FileSlice> slices) implements InputPartition {}
