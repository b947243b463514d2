package org.tlssunset.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** The texts of logs that the ledger knows, and under which names it has met them. */
public final class KnownTexts {

  private static final List<String> COLUMNS =
      List.of(
          "path",
          "entry",
          "size",
          "modified_at",
          "etag",
          "state",
          "text_bytes",
          "text_checksums",
          "same_as");

  private final Warehouse warehouse;

  /** The only ones that are named; null: all that the table has. */
  private final @Nullable List<Known> some;

  /**
   * @param warehouse is only asked
   */
  public KnownTexts(Warehouse warehouse) {
    this(warehouse, null);
  }

  private KnownTexts(Warehouse warehouse, @Nullable List<Known> some) {
    this.warehouse = warehouse;
    this.some = some;
  }

  /**
   * The same for whoever asks for many lines of a few logs: these are read at once, and no others
   * are named. Copies of them are asked for one by one.
   *
   * @param sourceFiles their names, as source_file has them
   */
  public KnownTexts of(Set<String> sourceFiles) {
    return new KnownTexts(warehouse, named(sourceFiles::contains));
  }

  /**
   * A log that was read.
   *
   * @param file as it was when it was read
   * @param text what its text is compared by; null if an older version read it
   * @param sameAs the source_file that counts instead of it; null if it counts
   */
  public record Known(
      LogName name, ArchiveFile file, @Nullable Fingerprint text, @Nullable String sameAs) {

    private static Known of(Row row) {
      LogName name = new LogName(row.getString(0), row.getString(1));
      return new Known(
          name,
          new ArchiveFile(
              name.path(), row.getLong(2), row.<Instant>getAs(3).toEpochMilli(), row.getString(4)),
          row.isNullAt(6) || row.isNullAt(7)
              ? null
              : new Fingerprint(row.getLong(6), row.getList(7)),
          row.getString(8));
    }

    /** Whether a file is as it was when it was read, as far as the store tells. */
    public boolean isAsItWas(ArchiveFile now) {
      return file.equals(now);
    }

    /** Whether another log's text is this one's, or may begin with it, as the ledger knows it. */
    public boolean mayBegin(Known other) {
      return text != null && other.text != null && text.mayBegin(other.text);
    }

    private boolean tellsOf(String sourceFile) {
      return name.sourceFile().equals(sourceFile) || sourceFile.equals(sameAs);
    }
  }

  /** The logs that were read and whose names, as source_file has them, are wanted. */
  public List<Known> named(Predicate<String> wanted) {
    if (some != null) {
      return some.stream().filter(known -> wanted.test(known.name.sourceFile())).toList();
    }
    return all(known -> wanted.test(known.name.sourceFile()));
  }

  /** The other logs that tell what a log tells. */
  public List<Known> copies(Known log) {
    String original = log.sameAs == null ? log.name.sourceFile() : log.sameAs;
    return all(
        known -> !known.name.equals(log.name) && (known.tellsOf(original) || log.mayBegin(known)));
  }

  private List<Known> all(Predicate<Known> wanted) {
    List<Known> found = new ArrayList<>();
    warehouse.rows(
        Tables.INGESTED_FILES,
        COLUMNS,
        row -> {
          FileState state = FileState.of(row.getString(5));
          if (state == FileState.INGESTED || state == FileState.DUPLICATE) {
            Known known = Known.of(row);
            if (wanted.test(known)) {
              found.add(known);
            }
          }
        });
    return found;
  }
}
