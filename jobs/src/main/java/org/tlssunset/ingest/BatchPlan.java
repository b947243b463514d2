package org.tlssunset.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
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
    List<LogPartition> partitions = new ArrayList<>();
    List<String> cutFiles = new ArrayList<>();
    LogReader reader = settings.read().reader();
    for (ArchiveFile file : files) {
      boolean delays = file.size() > settings.splitBytes() && file.size() > total / (2L * cores);
      List<FileSlice> slices =
          cores > 1 && delays ? slices(spark, reader, file, settings) : List.of();
      if (slices.isEmpty()) {
        whole.add(file);
      } else {
        cutFiles.add(file.path());
        slices.forEach(slice -> partitions.add(new LogPartition(List.of(), List.of(slice))));
      }
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
    return new BatchPlan(partitions, cutFiles);
  }

  /**
   * The pieces of a file. The lines before each are counted, and the headers in force there found,
   * all in parallel.
   *
   * @return empty if it has to be read whole: its format or its packing asks for that, or it cannot
   *     be read to its end, and whoever reads it whole will say why
   */
  private static List<FileSlice> slices(
      SparkSession spark, LogReader reader, ArchiveFile file, IngestSettings settings) {
    LogReader.Probe probe = reader.probe(file);
    LogFormat format = probe.format();
    if (format == null || !format.splittable() || !probe.isPlain()) {
      return List.of();
    }
    long sliceBytes = settings.splitBytes();
    record Range(long from, long to) implements Serializable {}
    List<Range> ranges = new ArrayList<>();
    for (long from = 0; from < file.size(); from += sliceBytes) {
      ranges.add(new Range(from, Math.min(file.size(), from + sliceBytes)));
    }
    Stores stores = settings.read().stores();
    List<SliceSurvey.Stretch> stretches =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranges, ranges.size())
            .flatMap(
                range -> {
                  try {
                    return List.of(SliceSurvey.of(stores, file, range.from(), range.to()))
                        .iterator();
                  } catch (IOException e) {
                    return Collections.emptyIterator();
                  }
                })
            .collect();
    return stretches.size() < ranges.size()
        ? List.of()
        : SliceSurvey.slices(file, format, sliceBytes, stretches);
  }
}
