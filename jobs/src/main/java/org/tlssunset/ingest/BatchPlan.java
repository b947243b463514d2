package org.tlssunset.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.FileSlice;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.SliceSurvey;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.LogFormat;

/**
 * Which task reads what. One file goes to one reader and small files are packed together; only a
 * plain file that would keep the other cores waiting is cut, where its format allows it.
 *
 * @param whole partitions whose rows are as they are to be: files that are read whole, and slices
 *     of such whose rows fold nothing
 * @param sliced partitions of slices of files whose rows fold an hour: those of one may be in two
 * @param cutFiles the paths of these files
 */
record BatchPlan(List<LogPartition> whole, List<LogPartition> sliced, List<String> cutFiles) {

  /** Each task writes a data file: more would end closer together, and leave smaller files. */
  private static final int TASKS_PER_CORE = 2;

  /** A task of less costs more to start than to run. */
  private static final long LEAST_BYTES = 8L << 20;

  /**
   * @param begun how many of the files, from the first on, are each to be the first of their task,
   *     as far as there are tasks
   */
  static BatchPlan of(
      SparkSession spark, List<ArchiveFile> files, int begun, IngestSettings settings) {
    int cores = spark.sparkContext().defaultParallelism();
    long total = files.stream().mapToLong(ArchiveFile::size).sum();
    List<ArchiveFile> whole = new ArrayList<>();
    List<FileSlice> pieces = new ArrayList<>();
    List<String> cutFiles = new ArrayList<>();
    LogReader reader = settings.read().reader();
    int wholeBegun = 0;
    for (int i = 0; i < files.size(); i++) {
      ArchiveFile file = files.get(i);
      boolean delays = file.size() > settings.splitBytes() && file.size() > total / (2L * cores);
      List<FileSlice> slices =
          cores > 1 && delays ? slices(spark, reader, file, settings) : List.of();
      if (slices.isEmpty()) {
        whole.add(file);
        wholeBegun += i < begun ? 1 : 0;
      } else {
        cutFiles.add(file.path());
        pieces.addAll(slices);
      }
    }
    List<LogPartition> sliced = new ArrayList<>();
    List<LogPartition> asTheyAre = new ArrayList<>();
    for (FileSlice slice : pieces) {
      int number = sliced.size() + asTheyAre.size();
      (slice.format().foldsByHour() ? sliced : asTheyAre)
          .add(new LogPartition(number, List.of(), List.of(slice)));
    }
    long tasks = Math.max(1, Math.min((long) cores * TASKS_PER_CORE, total / LEAST_BYTES));
    asTheyAre.addAll(packed(whole, wholeBegun, tasks, pieces.size()));
    return new BatchPlan(asTheyAre, sliced, cutFiles);
  }

  /** How many partitions there are. */
  int partitions() {
    return whole.size() + sliced.size();
  }

  /**
   * Partitions of nearly equal size: the largest file first, each to the partition that has least.
   * Within one, files stay in their order, and the first {@code begun} of all come before others.
   */
  private static List<LogPartition> packed(
      List<ArchiveFile> files, int begun, long tasks, int firstNumber) {
    record Load(int partition, long bytes) {}
    PriorityQueue<Load> loads =
        new PriorityQueue<>(
            Comparator.comparingLong(Load::bytes).thenComparingInt(Load::partition));
    List<List<Integer>> packed = new ArrayList<>();
    int count = (int) Math.min(tasks, files.size());
    long[] bytes = new long[count];
    for (int i = 0; i < count; i++) {
      packed.add(new ArrayList<>());
    }
    for (int i = 0; i < begun; i++) {
      packed.get(i % count).add(i);
      bytes[i % count] += files.get(i).size();
    }
    for (int i = 0; i < count; i++) {
      loads.add(new Load(i, bytes[i]));
    }
    List<Integer> bySize = new ArrayList<>();
    for (int i = begun; i < files.size(); i++) {
      bySize.add(i);
    }
    bySize.sort(Comparator.comparingLong((Integer i) -> files.get(i).size()).reversed());
    for (int i : bySize) {
      Load least = loads.remove();
      packed.get(least.partition()).add(i);
      loads.add(new Load(least.partition(), least.bytes() + files.get(i).size()));
    }
    List<LogPartition> partitions = new ArrayList<>();
    for (List<Integer> members : packed) {
      partitions.add(
          new LogPartition(
              firstNumber + partitions.size(),
              members.stream().sorted().map(files::get).toList(),
              List.of()));
    }
    return partitions;
  }

  /**
   * The pieces of a file. The lines before each are counted, and the headers in force there found,
   * all in parallel.
   *
   * @return empty if it has to be read whole: its format, its packing or lines without a date ask
   *     for that, or it cannot be read to its end, and whoever reads it whole will say why
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
