package org.tlssunset.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.FileSlice;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.SliceSurvey;
import org.tlssunset.archive.Stores;
import org.tlssunset.schema.LogFormat;

/**
 * Which task reads what. One file goes to one reader and small files are packed together; only a
 * plain file that would keep the other cores waiting is cut, where its format allows it.
 *
 * @param partitions what each task reads
 * @param cutFiles the paths of the files that are read in pieces: rows of one hour may be in two
 */
record BatchPlan(List<LogPartition> partitions, List<String> cutFiles) {

  /** Tasks per core: enough that the last ones end close together, few enough to cost nothing. */
  private static final int TASKS_PER_CORE = 4;

  /** A task of less costs more to start than to run. */
  private static final long LEAST_BYTES = 4L << 20;

  static BatchPlan of(SparkSession spark, List<ArchiveFile> files, IngestSettings settings) {
    int cores = spark.sparkContext().defaultParallelism();
    long total = files.stream().mapToLong(ArchiveFile::size).sum();
    long perTask = Math.max(LEAST_BYTES, total / ((long) cores * TASKS_PER_CORE));

    List<ArchiveFile> whole = new ArrayList<>();
    List<ArchiveFile> cut = new ArrayList<>();
    LogReader reader = settings.read().reader();
    for (ArchiveFile file : files) {
      boolean delays = file.size() > settings.splitBytes() && file.size() > total / (2L * cores);
      (cores > 1 && delays && mayBeCut(reader, file) ? cut : whole).add(file);
    }

    List<LogPartition> partitions = new ArrayList<>();
    for (FileSlice slice : slices(spark, cut, settings)) {
      partitions.add(new LogPartition(List.of(), List.of(slice)));
    }
    List<ArchiveFile> packed = new ArrayList<>();
    long packedBytes = 0;
    for (ArchiveFile file : whole) {
      if (!packed.isEmpty() && packedBytes + file.size() > perTask) {
        partitions.add(new LogPartition(List.copyOf(packed), List.of()));
        packed.clear();
        packedBytes = 0;
      }
      packed.add(file);
      packedBytes += file.size();
    }
    if (!packed.isEmpty()) {
      partitions.add(new LogPartition(List.copyOf(packed), List.of()));
    }
    return new BatchPlan(partitions, cut.stream().map(ArchiveFile::path).toList());
  }

  private static boolean mayBeCut(LogReader reader, ArchiveFile file) {
    LogReader.Probe probe = reader.probe(file);
    LogFormat format = probe.format();
    return probe.isPlain() && format != null && format.splittable();
  }

  /** Counts the lines before each piece and finds the headers in force there, all in parallel. */
  private static List<FileSlice> slices(
      SparkSession spark, List<ArchiveFile> files, IngestSettings settings) {
    long sliceBytes = settings.splitBytes();
    if (files.isEmpty()) {
      return List.of();
    }
    record Range(ArchiveFile file, long from, long to) implements java.io.Serializable {}
    List<Range> ranges = new ArrayList<>();
    for (ArchiveFile file : files) {
      for (long from = 0; from < file.size(); from += sliceBytes) {
        ranges.add(new Range(file, from, Math.min(file.size(), from + sliceBytes)));
      }
    }
    Stores stores = settings.read().stores();
    List<SliceSurvey.Stretch> surveys =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranges, ranges.size())
            .map(range -> SliceSurvey.of(stores, range.file(), range.from(), range.to()))
            .collect();
    List<FileSlice> slices = new ArrayList<>();
    int next = 0;
    for (ArchiveFile file : files) {
      int count = (int) ((file.size() + sliceBytes - 1) / sliceBytes);
      slices.addAll(
          SliceSurvey.slices(file, LogFormat.IIS, sliceBytes, surveys.subList(next, next + count)));
      next += count;
    }
    return slices;
  }
}
