package org.tlssunset.warehouse.delta;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.util.FileNames;

/**
 * The last commit of a table's log. A power cut may leave its file empty, cut short or full of
 * zeros: the disk had given it its name, but not yet all of its bytes. Delta takes an empty file
 * for a commit of nothing, so that rows would be missing without a word: hence every run looks at
 * this file before it looks at the table.
 *
 * <p>A run that finds it damaged ends and says what to delete. It does not delete that itself: what
 * a disk has lost once it may have lost elsewhere, the file may be the work of another program, and
 * the logs wait in the archive. Once it is deleted, {@link Recovery} has the lost batch read anew.
 *
 * <p>Where a checkpoint sums the same version up, the file is not needed, and nothing is said.
 */
public final class LastCommit {

  /** The end of every Parquet file. */
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  private final FileSystem files;
  private final Path folder;

  private LastCommit(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * Makes sure that a table's last commit is all there.
   *
   * @param table the table's folder; it need not be there
   * @throws DamagedException if it is not
   */
  public static void refuseDamaged(String table, Configuration hadoop) throws IOException {
    Path folder = new Path(table, "_delta_log");
    FileSystem files = folder.getFileSystem(hadoop);
    if (files.exists(folder)) {
      new LastCommit(files, folder).refuseDamaged();
    }
  }

  private void refuseDamaged() throws IOException {
    Optional<Path> last =
        Arrays.stream(files.listStatus(folder))
            .map(FileStatus::getPath)
            .filter(FileNames::isDeltaFile)
            .max(Comparator.comparingLong(FileNames::deltaVersion));
    if (last.isPresent() && !isWhole(last.get()) && !isSummedUp(last.get())) {
      URI file = last.get().toUri();
      throw new DamagedException(
          ("%s is damaged, as a power cut leaves it: delete it, all others of its folder whose names"
                  + " hold %s, and _last_checkpoint, then run again what ran last: what is lost is"
                  + " read anew")
              .formatted(
                  "file".equals(file.getScheme()) ? file.getPath() : file,
                  last.get().getName().replaceFirst("\\..*", "")));
    }
  }

  private boolean isWhole(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
      return CommitText.isAll(lines.lines());
    } catch (ChecksumException e) {
      return false;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ChecksumException) {
        return false;
      }
      throw e.getCause();
    } catch (RuntimeException e) {
      return false; // no JSON
    }
  }

  private boolean isSummedUp(Path file) throws IOException {
    Path checkpoint = FileNames.checkpointFileSingular(folder, FileNames.deltaVersion(file));
    if (!files.exists(checkpoint)) {
      return false;
    }
    long length = files.getFileStatus(checkpoint).getLen();
    byte[] end = new byte[PARQUET.length];
    try (FSDataInputStream in = files.open(checkpoint)) {
      if (length < end.length) {
        return false;
      }
      in.readFully(length - end.length, end);
      return Arrays.equals(end, PARQUET);
    } catch (ChecksumException e) {
      return false;
    }
  }
}
