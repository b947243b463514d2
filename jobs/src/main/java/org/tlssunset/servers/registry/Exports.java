package org.tlssunset.servers.registry;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveException;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.TextFiles;

/**
 * Reads the exports that some paths lead to, in whatever form each is. What is wrong with one keeps
 * none of the others from being read.
 */
public final class Exports {

  private Exports() {}

  /**
   * Reads files.
   *
   * @param paths files, folders or globs; local or with a Hadoop scheme
   */
  public static FoundExports read(List<String> paths, TextFiles texts) {
    Map<String, ArchiveFile> files = new LinkedHashMap<>();
    Map<String, String> asked = new HashMap<>();
    FoundExports found = FoundExports.NONE;
    for (String path : paths) {
      try {
        Archive.Listing listing = Archive.list(List.of(path), texts.stores());
        for (ArchiveFile file : listing.files()) {
          files.putIfAbsent(file.path(), file);
          asked.putIfAbsent(file.path(), path);
        }
        for (Archive.Unlisted unlisted : listing.unlisted()) {
          found = found.and(unread(unlisted.path(), unlisted.reason()));
        }
      } catch (ArchiveException e) {
        found = found.and(unread(path, String.valueOf(e.getMessage())));
      }
    }
    for (ArchiveFile file : files.values()) {
      found = found.and(read(file, asked.getOrDefault(file.path(), file.path()), texts));
    }
    return found;
  }

  private static FoundExports read(ArchiveFile file, String asked, TextFiles texts) {
    Map<LogName, FoundExports> found = new LinkedHashMap<>();
    try {
      texts.each(
          file,
          (name, text) ->
              found.put(
                  name,
                  read(
                      ExportName.of(
                          name.sourceFile(), asked, Instant.ofEpochMilli(file.modifiedAt())),
                      text)));
    } catch (IOException e) {
      found.put(
          new LogName(file.path(), null), unread(file.path(), String.valueOf(e.getMessage())));
    }
    return found.values().stream().reduce(FoundExports.NONE, FoundExports::and);
  }

  /**
   * Reads one text.
   *
   * @param name whose it is where it does not say itself
   * @param text without a byte order mark
   * @throws IOException if it cannot be read to its end
   */
  public static FoundExports read(ExportName name, Reader text) throws IOException {
    FileFacts facts = new FileFacts(name);
    ExportText.read(text, facts);
    return facts.found();
  }

  private static FoundExports unread(String path, String reason) {
    return new FoundExports(List.of(), List.of(new UnreadText(path, 0, reason)), 1);
  }
}
