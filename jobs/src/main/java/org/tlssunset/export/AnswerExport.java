package org.tlssunset.export;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.owners.Owners;
import org.tlssunset.query.Answer;
import org.tlssunset.warehouse.WholeFile;

/**
 * Writes an answer to files.
 *
 * @param form what they are
 * @param hadoop gives Hadoop's settings where they are needed
 */
public record AnswerExport(ExportForm form, Supplier<Configuration> hadoop) {

  /**
   * What was written.
   *
   * @param rows without the header
   */
  public record Written(long rows, int files) {}

  /**
   * Writes all rows to one file.
   *
   * @param file local or with a Hadoop scheme; one that is there is replaced
   * @throws IOException if it cannot be written
   */
  public Written all(Answer answer, String file) throws IOException {
    int slash = file.lastIndexOf('/');
    String folder = slash < 0 ? "." : slash == 0 ? "/" : file.substring(0, slash);
    String name = file.substring(slash + 1);
    if (form == ExportForm.parquet) {
      return parquet(answer, new Path(file));
    }
    try (RowFile rows = begin(folder, name, answer.columns())) {
      long written = write(answer, rows);
      rows.commit();
      return new Written(written, 1);
    }
  }

  /**
   * Writes the rows of each owner to a file of the owner's name, those of nobody to {@code
   * _unowned}.
   *
   * @param folder made if it is missing; files of other names in it stay
   * @throws IOException if it cannot be written
   */
  public Written byOwner(Answer answer, String folder, Owners owners) throws IOException {
    List<String> columns = answer.columns();
    RowSubject subjects = new RowSubject(columns, LocalDate.now(ZoneOffset.UTC));
    try (OwnerFiles files =
        new OwnerFiles(owners, subjects, name -> begin(folder, name + "." + form, columns))) {
      long rows = write(answer, files);
      files.commit();
      return new Written(rows, files.count());
    }
  }

  private RowFile begin(String folder, String name, List<String> columns) throws IOException {
    WholeFile file = WholeFile.in(folder, name, hadoop);
    return form == ExportForm.csv ? RowFile.csv(file, columns) : RowFile.json(file, columns);
  }

  private static long write(Answer answer, RowFile file) throws IOException {
    long rows = 0;
    Iterator<List<@Nullable Object>> values = answer.values();
    while (values.hasNext()) {
      file.row(values.next());
      rows++;
    }
    return rows;
  }

  /** Spark writes a folder; what is wanted is the one file in it. */
  private Written parquet(Answer answer, Path file) throws IOException {
    FileSystem store = file.getFileSystem(hadoop.get());
    Path beside =
        new Path(
            file.getParent() == null ? new Path(".") : file.getParent(),
            "." + file.getName() + ".tmp");
    try {
      answer.rows().coalesce(1).write().mode(SaveMode.Overwrite).parquet(beside.toString());
      Path part = store.globStatus(new Path(beside, "part-*"))[0].getPath();
      store.delete(file, false);
      if (!store.rename(part, file)) {
        throw new IOException("the file beside it cannot be moved there");
      }
      if (store instanceof LocalFileSystem local) {
        local.getRawFileSystem().delete(local.getChecksumFile(file), false);
      }
      return new Written(answer.rows().sparkSession().read().parquet(file.toString()).count(), 1);
    } finally {
      store.delete(beside, true);
    }
  }
}
