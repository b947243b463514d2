package org.tlssunset.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Whatever Hadoop's FileSystem reaches: HDFS, S3A and the others. */
final class HadoopStore implements Store {

  private final Configuration configuration = new Configuration();

  HadoopStore(Map<String, String> settings) {
    settings.forEach(configuration::set);
  }

  @Override
  public Archive.Listing list(String path) {
    Path given = new Path(path);
    List<ArchiveFile> files = new ArrayList<>();
    try {
      FileSystem store = given.getFileSystem(configuration);
      FileStatus[] matching = literal(store, given);
      if (matching.length == 0) {
        throw new ArchiveException(
            path + " does not exist, or matches no file: check the path or the pattern");
      }
      for (FileStatus match : matching) {
        if (match.isFile()) {
          files.add(file(match));
        } else {
          below(store, match.getPath(), files);
        }
      }
    } catch (IOException e) {
      throw new ArchiveException("cannot list " + path + ": " + Failure.of(e), e);
    }
    return new Archive.Listing(files, List.of());
  }

  private static FileStatus[] literal(FileSystem store, Path given) throws IOException {
    try {
      return new FileStatus[] {store.getFileStatus(given)};
    } catch (FileNotFoundException e) {
      FileStatus[] matching = store.globStatus(given);
      return matching == null ? new FileStatus[0] : matching;
    }
  }

  /** Lists in bulk: one call per thousand files on object stores, one per folder on HDFS. */
  private static void below(FileSystem store, Path folder, List<ArchiveFile> files)
      throws IOException {
    RemoteIterator<LocatedFileStatus> found = store.listFiles(folder, true);
    int depth = folder.depth();
    while (found.hasNext()) {
      LocatedFileStatus file = found.next();
      if (!isBookkeeping(file.getPath(), depth)) {
        files.add(file(file));
      }
    }
  }

  private static boolean isBookkeeping(Path path, int depth) {
    for (Path at = path; at != null && at.depth() > depth; at = at.getParent()) {
      if (Archive.isBookkeeping(at.getName())) {
        return true;
      }
    }
    return false;
  }

  private static ArchiveFile file(FileStatus status) {
    return new ArchiveFile(
        status.getPath().toString(), status.getLen(), status.getModificationTime());
  }

  @Override
  public InputStream open(ArchiveFile file, long from) throws IOException {
    Path path = new Path(file.path());
    FSDataInputStream in = path.getFileSystem(configuration).open(path);
    in.seek(from);
    return new BoundedStream(in, file.size() - from);
  }
}
