package org.tlssunset.warehouse;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** On the local disk, or what is mounted there: a new file is made by its system in one step. */
record LocalClaimFiles(Path folder) implements ClaimFiles {

  @Override
  public List<Long> numbers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> ClaimFiles.number(file.getFileName().toString()))
          .filter(number -> number > 0)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public boolean create(long number, String text) throws IOException {
    Files.createDirectories(folder);
    try {
      Files.writeString(file(number), text, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public void replace(long number, String text) throws IOException {
    Files.createDirectories(folder);
    Path next = folder.resolve(ClaimFiles.name(number) + ".next");
    Files.writeString(next, text);
    Files.move(next, file(number), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String read(long number) throws IOException {
    return Files.readString(file(number));
  }

  @Override
  public long writtenAt(long number) throws IOException {
    return Files.getLastModifiedTime(file(number)).toMillis();
  }

  @Override
  public long now() throws IOException {
    Path clock = Files.createTempFile(folder, CLOCK, "");
    try {
      return Files.getLastModifiedTime(clock).toMillis();
    } finally {
      Files.delete(clock);
    }
  }

  @Override
  public void delete(long number) throws IOException {
    Files.deleteIfExists(file(number));
  }

  private Path file(long number) {
    return folder.resolve(ClaimFiles.name(number));
  }
}
