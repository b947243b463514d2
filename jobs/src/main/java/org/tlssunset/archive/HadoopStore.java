package org.tlssunset.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/** Whatever Hadoop's FileSystem reaches: HDFS, S3A and the others. */
final class HadoopStore implements Store {

  private final Configuration configuration = new Configuration();

  HadoopStore(Map<String, String> settings) {
    settings.forEach(configuration::set);
  }

  @Override
  public void list(String path, FileSearch found) {
    try {
      Path given = new Path(path);
      FileSystem store = given.getFileSystem(configuration);
      try {
        add(store, store.getFileStatus(given), found);
      } catch (FileNotFoundException e) {
        if (!Glob.isPattern(path)) {
          throw new ArchiveException(path + " does not exist: check the path", e);
        }
        matching(store, given, found);
      }
    } catch (ArchiveException e) {
      throw e;
    } catch (AccessControlException e) {
      throw new ArchiveException(path + " " + Failure.of(e), e);
    } catch (IOException | RuntimeException e) { // some stores fail with the latter, too
      throw new ArchiveException(
          "%s cannot be listed (%s): check the path, the connection and the credentials"
              .formatted(path, Failure.firstLine(e)),
          e);
    }
  }

  @Override
  public boolean isFile(String absolute) {
    Path path = new Path(absolute);
    try {
      return path.getFileSystem(configuration).getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException | RuntimeException e) { // some stores fail with the latter, too
      throw new ArchiveException(
          "%s is not reached (%s): check the path, the connection and the credentials"
              .formatted(absolute, Failure.firstLine(e)),
          e);
    }
  }

  @Override
  public String absolute(String path) {
    try {
      Path given = new Path(path);
      return given.getFileSystem(configuration).makeQualified(given).toString();
    } catch (IOException e) {
      throw new ArchiveException(path + " " + Failure.of(e), e);
    }
  }

  private static void matching(FileSystem store, Path pattern, FileSearch found)
      throws IOException {
    Glob glob = Glob.of(local(pattern));
    Path base =
        new Path(pattern.toUri().getScheme(), pattern.toUri().getAuthority(), "" + glob.base());
    if (pattern.toString().contains("**")) {
      // Not known to Hadoop's own globs, which for all others look at no more than they must.
      if (store.exists(base)) {
        below(store, base, base.depth(), path -> glob.matches(local(path)), found);
      }
      return;
    }
    FileStatus[] matches = store.globStatus(pattern);
    for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
      if (!isBookkeeping(match.getPath(), base.depth())) {
        add(store, match, found);
      }
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static void add(FileSystem store, FileStatus status, FileSearch found)
      throws IOException {
    if (status.isFile()) {
      file(status, found);
    } else {
      below(store, status.getPath(), status.getPath().depth(), path -> true, found);
    }
  }

  /**
   * Lists in bulk: one call per thousand files on object stores, one per folder on HDFS.
   *
   * @param depth of the folder below which names may be bookkeeping
   */
  private static void below(
      FileSystem store, Path folder, int depth, Predicate<Path> wanted, FileSearch found)
      throws IOException {
    try {
      RemoteIterator<LocatedFileStatus> files = store.listFiles(folder, true);
      while (files.hasNext()) {
        LocatedFileStatus file = files.next();
        if (!isBookkeeping(file.getPath(), depth) && wanted.test(file.getPath())) {
          file(file, found);
        }
      }
    } catch (IOException e) {
      // Something below may not be listed: whatever else is there is found folder by folder.
      for (FileStatus child : store.listStatus(folder)) {
        child(store, child, depth, wanted, found);
      }
    }
  }

  private static void child(
      FileSystem store, FileStatus child, int depth, Predicate<Path> wanted, FileSearch found) {
    if (isBookkeeping(child.getPath(), depth)) {
      return;
    }
    if (child.isDirectory()) {
      try {
        below(store, child.getPath(), depth, wanted, found);
      } catch (IOException e) {
        found.unlisted(child.getPath().toString(), Failure.of(e));
      }
    } else if (wanted.test(child.getPath())) {
      file(child, found);
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

  private static void file(FileStatus status, FileSearch found) {
    String path = status.getPath().toString();
    String etag = status instanceof EtagSource source ? source.getEtag() : null;
    found.file(new ArchiveFile(path, status.getLen(), status.getModificationTime(), etag), path);
  }

  @Override
  public InputStream open(ArchiveFile file, long from) throws IOException {
    FSDataInputStream in = open(file);
    try {
      in.seek(from);
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return new BoundedStream(new FetchedStream(in), file.size() - from);
  }

  @Override
  public SeekableByteChannel openChannel(ArchiveFile file) throws IOException {
    return new HadoopChannel(open(file), file.size());
  }

  private FSDataInputStream open(ArchiveFile file) throws IOException {
    Path path = new Path(file.path());
    return path.getFileSystem(configuration).open(path);
  }
}
