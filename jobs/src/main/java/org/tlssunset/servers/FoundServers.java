package org.tlssunset.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveException;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.servers.registry.Exports;
import org.tlssunset.servers.registry.FoundExports;
import org.tlssunset.servers.registry.UnreadText;

/**
 * What files tell of servers.
 *
 * @param servers by their names
 * @param unread the first of what could not be read
 * @param unreadCount how much that is
 */
public record FoundServers(
    List<ServerSettings> servers, List<UnreadText> unread, long unreadCount) {

  /** Reads them. */
  public static FoundServers read(ServerFiles files, TextFiles texts) {
    FoundExports exports = Exports.read(files.exports(), texts);
    Inventory inventory =
        files.inventory().map(path -> inventory(path, texts)).orElse(Inventory.NONE);
    List<UnreadText> unread = new ArrayList<>(exports.unread());
    unread.addAll(inventory.unread());
    return new FoundServers(
        ServerSettings.of(exports.exports(), inventory),
        List.copyOf(unread),
        exports.unreadCount() + inventory.unread().size());
  }

  private static Inventory inventory(String path, TextFiles texts) {
    List<Inventory> read = new ArrayList<>();
    List<UnreadText> unread = new ArrayList<>();
    try {
      Archive.Listing listing = Archive.list(List.of(path), texts.stores());
      listing.unlisted().forEach(each -> unread.add(new UnreadText(each.path(), 0, each.reason())));
      for (ArchiveFile file : listing.files()) {
        texts.each(file, (name, text) -> read.add(Inventory.read(name.sourceFile(), text)));
      }
    } catch (ArchiveException | IOException e) {
      unread.add(new UnreadText(path, 0, String.valueOf(e.getMessage())));
    }
    return read.stream().reduce(new Inventory(List.of(), List.copyOf(unread)), Inventory::and);
  }

  /** Whether all was read. */
  public boolean isWhole() {
    return unreadCount == 0;
  }
}
