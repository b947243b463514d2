package org.tlssunset.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.schema.TlsVersion;

/**
 * A folder of {@code .reg} files: one below it for each server that needs any, in which those stand
 * that make it ready, and in {@code retire} those that switch old versions off, and back on. A file
 * that is needed no more goes, but for those that switch back on what is off by now; files by other
 * names stay, whoever put them there.
 */
public final class RemedyFolder {

  private static final String RETIRE = "retire";

  /** The names of {@link Remedy} and {@link Retirement}, but for the way back. */
  private static final Pattern OWN =
      Pattern.compile(
          "TLS12-Enable\\.reg|NET(?:35|4X)-UseSchannelDefaults\\.reg|(?:SSL|TLS)\\d\\d-Disable\\.reg");

  private static final int LONGEST_NAME = 100;

  private final Path folder;
  private final Collection<TlsVersion> retired;
  private final List<Written> written = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * A file that was written.
   *
   * @param reason a sentence
   */
  public record Written(String server, Path file, String reason) {}

  private RemedyFolder(Path folder, Collection<TlsVersion> retired) {
    this.folder = folder;
    this.retired = retired;
  }

  /**
   * Writes what servers need.
   *
   * @param folder made if it is missing
   * @param retired the versions that are to be switched off in the end
   * @throws IOException if it cannot be written
   */
  public static RemedyFolder write(
      Path folder, List<ServerSettings> servers, Collection<TlsVersion> retired)
      throws IOException {
    RemedyFolder remedy = new RemedyFolder(folder, retired);
    Files.createDirectories(folder);
    for (ServerSettings server : servers) {
      if (!server.exports().isEmpty()) {
        remedy.write(server);
      }
    }
    return remedy;
  }

  private void write(ServerSettings server) throws IOException {
    Path its = folder.resolve(folderName(server.server()));
    write(server, its, Remedy.of(server));
    Retirement retirement = Retirement.of(server, retired);
    write(server, its.resolve(RETIRE), retirement.files());
    refused.addAll(retirement.refused());
  }

  private void write(ServerSettings server, Path to, List<RemedyFile> files) throws IOException {
    Set<String> names = files.stream().map(RemedyFile::name).collect(Collectors.toSet());
    if (Files.isDirectory(to)) {
      try (Stream<Path> there = Files.list(to)) {
        for (Path old : there.filter(Files::isRegularFile).toList()) {
          String name = old.getFileName().toString();
          if (OWN.matcher(name).matches() && !names.contains(name)) {
            Files.delete(old);
          }
        }
      }
    }
    for (RemedyFile file : files) {
      Files.createDirectories(to);
      Path path = to.resolve(file.name());
      Files.write(path, file.content().bytes());
      written.add(new Written(server.server(), path, file.reason()));
    }
  }

  /** A name of its own that leads nowhere else, whatever an export calls its server. */
  private String folderName(String server) {
    String name = server.replaceAll("[^A-Za-z0-9._-]|^\\.", "_");
    name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    while (!taken.add(name.toLowerCase(Locale.ROOT))) {
      name += "_";
    }
    return name;
  }

  /** The files, by server. */
  public List<Written> written() {
    return List.copyOf(written);
  }

  /** Why there are none for a server or a version: sentences. */
  public List<String> refused() {
    return List.copyOf(refused);
  }
}
