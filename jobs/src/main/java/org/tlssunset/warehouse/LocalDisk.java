package org.tlssunset.warehouse;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.local.LocalConfigKeys;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.SparkConf;

/**
 * Hadoop's local file system, without the programs that it starts: where its native library is not
 * there, it runs {@code chmod} for each file that it makes, and {@code readlink} twice for each
 * that it renames. A first night of 32 MB of logs started 235 of them, a fourth of its time.
 */
public final class LocalDisk extends RawLocalFileSystem {

  /** What is asked through Hadoop's FileSystem. */
  public static final class Checked extends LocalFileSystem {
    public Checked() {
      super(new LocalDisk());
    }
  }

  /** What is asked through Hadoop's FileContext. */
  public static final class CheckedContext extends ChecksumFs {
    public CheckedContext(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(new Context(conf));
    }
  }

  private static final class Context extends DelegateToFileSystem {
    Context(Configuration conf) throws IOException, URISyntaxException {
      super(FsConstants.LOCAL_FS_URI, new LocalDisk(), conf, "file", false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1; // it has none
    }

    @Override
    @SuppressWarnings("deprecation") // its successor asks this one
    public FsServerDefaults getServerDefaults() throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    /** Any is, as for Hadoop's own. */
    @Override
    public boolean isValidName(String name) {
      return true;
    }
  }

  /** Hadoop's settings for a process that reads the local disk alone. */
  static Configuration settings() {
    Configuration settings = new Configuration(false); // to read the defaults takes a while
    settings.set("fs.file.impl", Checked.class.getName());
    return settings;
  }

  /** Has a session of this machine alone use it. */
  static void use(SparkConf conf) {
    conf.setIfMissing("spark.hadoop.fs.file.impl", Checked.class.getName());
    conf.setIfMissing(
        "spark.hadoop.fs.AbstractFileSystem.file.impl", CheckedContext.class.getName());
  }

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    PosixFileAttributeView file =
        Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
    if (file == null || permission.getStickyBit()) {
      super.setPermission(path, permission);
      return;
    }
    String rights =
        permission.getUserAction().SYMBOL
            + permission.getGroupAction().SYMBOL
            + permission.getOtherAction().SYMBOL;
    file.setPermissions(PosixFilePermissions.fromString(rights));
  }

  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    return Files.isSymbolicLink(pathToFile(path).toPath())
        ? super.getFileLinkStatus(path)
        : getFileStatus(path);
  }
}
