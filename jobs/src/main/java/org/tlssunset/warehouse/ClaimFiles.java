package org.tlssunset.warehouse;

import java.io.IOException;
import java.util.List;

/**
 * The numbered files in which runs claim a warehouse. All times are the store's: clocks of machines
 * differ.
 */
interface ClaimFiles {

  /** The folder below the warehouse. */
  String FOLDER = "_claim";

  /** How the files begin that are written, and deleted, to learn what time it is. */
  String CLOCK = "clock";

  /** The numbers that there are files of, in no order; none if the folder is not there. */
  List<Long> numbers() throws IOException;

  /** The highest number that there is a file of; 0 if there is none. */
  default long highest() throws IOException {
    return numbers().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * Makes a file that is not there: of all that try to make the same at once, one succeeds.
   *
   * @return whether this was the one
   */
  boolean create(long number, String text) throws IOException;

  /** Writes a file anew, there or not; its time becomes the present. */
  void replace(long number, String text) throws IOException;

  /**
   * What a file holds.
   *
   * @throws java.io.FileNotFoundException or {@link java.nio.file.NoSuchFileException} if it is not
   *     there
   */
  String read(long number) throws IOException;

  /** When a file was written, in milliseconds since 1970; fails as {@link #read} does. */
  long writtenAt(long number) throws IOException;

  /** The present, in milliseconds since 1970. */
  long now() throws IOException;

  /** Deletes a file, if it is there. */
  void delete(long number) throws IOException;

  /** Deletes all files of lower numbers. */
  default void deleteBelow(long number) throws IOException {
    for (long each : numbers()) {
      if (each < number) {
        delete(each);
      }
    }
  }

  static String name(long number) {
    return "%020d".formatted(number);
  }

  /** The number in a file's name; 0 if it is no claim's. */
  static long number(String name) {
    return name.matches("\\d{20}") ? Long.parseLong(name) : 0;
  }
}
