package org.tlssunset.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for the file that is read just now, gone with the process. */
final class Scratch {

  private final Path folder;

  Scratch() {
    try {
      folder = Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder.toFile().deleteOnExit();
  }

  ArchiveFile file(String name, byte[] bytes) throws IOException {
    Path path = folder.resolve(name);
    path.toFile().deleteOnExit();
    Files.write(path, bytes);
    return new ArchiveFile(path.toString(), bytes.length, 0);
  }
}
