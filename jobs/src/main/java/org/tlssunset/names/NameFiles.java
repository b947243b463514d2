package org.tlssunset.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveException;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.ListingScope;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.party.LearnedName;

/**
 * Reads the files that some paths lead to. What is wrong with one keeps none of the others from
 * being read, and nothing of what it said before is given up.
 */
public final class NameFiles {

  private final TextFiles texts;
  private final Map<String, ArchiveFile> files = new LinkedHashMap<>();
  private final List<LearnedName> names = new ArrayList<>();
  private final List<UnreadFile> unread = new ArrayList<>();
  private final List<Predicate<String>> missed = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final List<BadLine> bad = new ArrayList<>();
  private long badCount;

  private NameFiles(TextFiles texts) {
    this.texts = texts;
  }

  /**
   * Reads them.
   *
   * @param paths files, folders or globs; local or with a Hadoop scheme
   */
  public static FoundNames read(List<String> paths, TextFiles texts) {
    NameFiles reading = new NameFiles(texts);
    paths.forEach(reading::list);
    reading.files.values().forEach(reading::read);
    return new FoundNames(
        reading.names,
        List.copyOf(reading.unread),
        reading.bad.stream().limit(NamesFound.NAMED).toList(),
        reading.badCount,
        reading::isKept);
  }

  private void list(String path) {
    try {
      Archive.Listing listing = Archive.list(List.of(path), texts.stores());
      listing.files().forEach(file -> files.putIfAbsent(file.path(), file));
      for (Archive.Unlisted unlisted : listing.unlisted()) {
        unread(
            unlisted.path(),
            unlisted.path() + " " + unlisted.reason(),
            file -> ListingScope.isBelow(file, unlisted.path()));
      }
    } catch (ArchiveException e) {
      ListingScope missed = ListingScope.of(path, texts.stores());
      unread(path, String.valueOf(e.getMessage()), file -> missed.holds(stored(file)));
    }
  }

  private void read(ArchiveFile file) {
    List<NamesFound> found = new ArrayList<>();
    try {
      texts.each(
          file,
          (name, text) -> {
            NamesFound of = new NamesFound(name.sourceFile());
            if (NameText.read(text, of)) {
              found.add(of);
            } else {
              unread(
                  name.sourceFile(),
                  "%s is neither a hosts file nor CSV with the columns address and name: give it such a form, or take it out of name-files"
                      .formatted(name.sourceFile()),
                  name.sourceFile()::equals);
            }
          });
    } catch (IOException e) {
      unread(
          file.path(),
          file.path() + " " + e.getMessage(),
          each -> stored(each).equals(file.path()));
      return; // what its first entries say may not be all of it
    }
    for (NamesFound of : found) {
      read.add(of.file());
      names.addAll(of.names());
      bad.addAll(of.bad());
      badCount += of.badCount();
    }
  }

  /** Another path may lead to a file of those that were missed. */
  private boolean isKept(String file) {
    return !read.contains(file) && missed.stream().anyMatch(each -> each.test(file));
  }

  private void unread(String path, String sentence, Predicate<String> itsFiles) {
    unread.add(new UnreadFile(path, sentence));
    missed.add(itsFiles);
  }

  /** The file itself of an entry of a zip archive. */
  private static String stored(String file) {
    int entry = file.indexOf(LogName.IN_ZIP);
    return entry < 0 ? file : file.substring(0, entry);
  }
}
