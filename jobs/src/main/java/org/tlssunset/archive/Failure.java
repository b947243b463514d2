package org.tlssunset.archive;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.zip.ZipException;

/** Says in words what was wrong with a file, and what to do about it. */
final class Failure {

  private Failure() {}

  /** A sentence's end, to stand behind the file's name and a colon. */
  static String of(Exception e) {
    String message = String.valueOf(e.getMessage()).split("\n", 2)[0];
    String lower = message.toLowerCase(Locale.ROOT);
    if (e instanceof AccessDeniedException || lower.contains("permission denied")) {
      return "may not be read: give the user that runs this the right to";
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "is gone since it was listed";
    }
    if (lower.contains("encrypted") || lower.contains("password")) {
      return "is encrypted: unpack it where its password is known";
    }
    if (e instanceof EOFException
        || lower.contains("truncated")
        || lower.contains("unexpected end")) {
      return "ends too early (%s): copy it again from where it came".formatted(message);
    }
    if (e instanceof ZipException || e instanceof IOException) {
      return "cannot be read to its end (%s): copy it again from where it came".formatted(message);
    }
    return "is damaged (%s): copy it again from where it came".formatted(message);
  }
}
