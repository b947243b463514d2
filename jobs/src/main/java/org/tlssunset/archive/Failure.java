package org.tlssunset.archive;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.tukaani.xz.MemoryLimitException;

/** Says in words what was wrong with a file, and what to do about it. */
final class Failure {

  private Failure() {}

  /** A sentence's end, to stand behind the file's name. */
  static String of(Exception e) {
    String message = firstLine(e);
    if (isDenied(e, message)) {
      return "may not be read: give the user that runs this the right to";
    }
    if (isGone(e)) {
      return "is gone since it was listed";
    }
    if (message.toLowerCase(Locale.ROOT).contains("file name too long")) {
      return "lies too deep: its path is longer than the system allows, move it up";
    }
    if (e instanceof FetchedStream.FetchException) {
      return "could not be fetched to its end (%s): the next run tries again".formatted(message);
    }
    if (e instanceof EncryptedException) {
      return "is encrypted: unpack it where its password is known";
    }
    if (e instanceof MemoryLimitException || message.contains("requires too much memory")) {
      return "needs too much memory to unpack (%s): pack it again with a smaller window"
          .formatted(message);
    }
    if (endsEarly(e, message)) {
      return "ends too early (%s): copy it again from where it came".formatted(message);
    }
    return "cannot be read to its end (%s): copy it again from where it came".formatted(message);
  }

  /** Whether there is no such file: nothing is wrong with it, somebody moved or deleted it. */
  static boolean isGone(Exception e) {
    return (e instanceof NoSuchFileException || e instanceof FileNotFoundException)
        && !isDenied(e, firstLine(e));
  }

  private static boolean isDenied(Exception e, String message) {
    return e instanceof AccessDeniedException
        || message.toLowerCase(Locale.ROOT).contains("permission denied");
  }

  /** What is wrong in the words of whoever found it, without the path. */
  static String firstLine(Exception e) {
    String message = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.split("\n", 2)[0];
  }

  private static boolean endsEarly(Exception e, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return e instanceof EOFException
        || lower.startsWith("truncated")
        || lower.startsWith("unexpected end");
  }
}
