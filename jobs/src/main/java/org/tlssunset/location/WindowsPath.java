package org.tlssunset.location;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as an administrator of Windows knows them: here, they lead nowhere. */
public final class WindowsPath {

  /** With a shell that took the backslashes away, too. */
  private static final Pattern DRIVE =
      Pattern.compile("([A-Za-z]):(?:[\\\\/](.*))?.*", Pattern.DOTALL);

  private static final Pattern SHARE =
      Pattern.compile(
          "(?:(?:smb|cifs):)?(?:\\\\{1,2}|//)([^\\\\/]+)(?:[\\\\/]+([^\\\\/]+)(.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private WindowsPath() {}

  /**
   * What to do instead of giving such a path.
   *
   * @return a sentence; empty if the path is none of Windows, or something of that name is there
   */
  public static Optional<String> cure(String path) {
    Matcher drive = DRIVE.matcher(path);
    Matcher share = SHARE.matcher(path);
    if ((!drive.matches() && !share.matches()) || Files.exists(Path.of(path))) {
      return Optional.empty();
    }
    if (drive.matches()) {
      String below = drive.group(2) == null ? "" : drive.group(2).replace('\\', '/');
      return Optional.of(
          "%s is a path of Windows, and this program runs on Linux: under WSL give '/mnt/%s/%s', elsewhere the folder that it is mounted at (see Install in docs/operator.md)"
              .formatted(path, drive.group(1).toLowerCase(Locale.ROOT), below));
    }
    String server = share.group(2) == null ? "SERVER" : share.group(1);
    String name = share.group(2) == null ? "SHARE" : share.group(2);
    String below = share.group(2) == null ? "" : share.group(3).replace('\\', '/');
    return Optional.of(
        "%s is a share of Windows, and this program runs on Linux: mount it (mount -t cifs -o ro,credentials=FILE '//%s/%s' /mnt/%s) and give '/mnt/%s%s' (see Install in docs/operator.md)"
            .formatted(path, server, name, server, server, below));
  }
}
