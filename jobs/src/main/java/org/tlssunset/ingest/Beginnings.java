package org.tlssunset.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.Stores;
import org.tlssunset.archive.TextBeginning;

/**
 * Whether a text is the beginning of a longer one, compared to the byte: where the {@link
 * Fingerprint marks} of both allow it, the longer one is read once more, as far as the shorter one
 * goes.
 *
 * <p>What is not known yet is taken for granted and noted; {@link #settle} reads all of that at
 * once. Whoever asks has to ask again until nothing more was open.
 */
final class Beginnings {

  /**
   * A log that has to be read once more.
   *
   * @param lengths how far its text is to be summed up, in bytes
   */
  record Wanted(LogName log, ArchiveFile file, TreeSet<Long> lengths) implements Serializable {}

  private final Function<List<Wanted>, List<Map<Long, Integer>>> reader;

  /** By log and length; without those that could not be read. */
  private final Map<LogName, Map<Long, Integer>> read = new HashMap<>();

  private final Map<LogName, TreeSet<Long>> asked = new HashMap<>();
  private final Map<LogName, Wanted> open = new LinkedHashMap<>();

  /**
   * @param reader gives the checksums of each log's beginnings, by their lengths, in the same
   *     order; without those that cannot be read
   */
  Beginnings(Function<List<Wanted>, List<Map<Long, Integer>>> reader) {
    this.reader = reader;
  }

  /** By reading in tasks, one for each log. */
  static Beginnings of(SparkSession spark, Stores stores) {
    return new Beginnings(
        logs ->
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(logs, logs.size())
                .map(
                    log -> {
                      try {
                        return TextBeginning.checksums(
                            stores, log.file(), log.log(), log.lengths());
                      } catch (IOException e) {
                        return Map.<Long, Integer>of();
                      }
                    })
                .collect());
  }

  /**
   * Whether a text is that of a log, or its beginning. A log that can no longer be read has none.
   */
  boolean begins(Fingerprint text, LogName log, ArchiveFile file, Fingerprint whole) {
    if (!text.mayBegin(whole)) {
      return false;
    }
    if (text.bytes() == whole.bytes()) {
      return true;
    }
    if (asked.getOrDefault(log, new TreeSet<>()).contains(text.bytes())) {
      Integer checksum = read.getOrDefault(log, Map.of()).get(text.bytes());
      return checksum != null && checksum == text.checksum();
    }
    open.computeIfAbsent(log, name -> new Wanted(name, file, new TreeSet<>()))
        .lengths()
        .add(text.bytes());
    return true;
  }

  /**
   * Reads what was asked for and not known.
   *
   * @return whether there was anything: answers may change by it
   */
  boolean settle() {
    if (open.isEmpty()) {
      return false;
    }
    List<Wanted> logs = new ArrayList<>(open.values());
    List<Map<Long, Integer>> checksums = reader.apply(logs);
    for (int i = 0; i < logs.size(); i++) {
      LogName log = logs.get(i).log();
      asked.computeIfAbsent(log, name -> new TreeSet<>()).addAll(logs.get(i).lengths());
      read.computeIfAbsent(log, name -> new HashMap<>()).putAll(checksums.get(i));
    }
    open.clear();
    return true;
  }
}
