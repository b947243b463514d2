package org.tlssunset.console;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.s3a.AWSClientIOException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveException;
import org.tlssunset.config.UsageException;
import org.tlssunset.warehouse.ClaimedException;
import org.tlssunset.warehouse.delta.DamagedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failure means to the user: a sentence and an exit code.
 *
 * @param sentence what is wrong and how to cure it
 */
public record Diagnosis(int exitCode, String sentence) {

  private static final String RERUN =
      " and run again: what was not finished is taken back and read anew";

  private static final String S3 = "s3a://";

  /** Spark's own words, in bytes. */
  private static final Pattern LITTLE_MEMORY =
      Pattern.compile(
          "\\[INVALID_(?<who>DRIVER|EXECUTOR)_MEMORY] \\D*(?<given>\\d+) must be at least (?<wanted>\\d+)");

  /** A library of another language, and one that had failed before. Spark hands on texts alone. */
  private static final Pattern UNLOADED =
      Pattern.compile(
          "[\\w.]*UnsatisfiedLinkError: .*\n|NoClassDefFoundError: Could not initialize class com\\.github\\.luben\\.zstd.*\n");

  /** Somebody ended the process. */
  public static final Diagnosis INTERRUPTED =
      new Diagnosis(
          ExitCode.FAILED,
          "interrupted: what was committed stays; run it again, and what was not finished is taken back and read anew");

  /** Diagnoses whatever was thrown, looking through its causes and what was suppressed with it. */
  public static Diagnosis of(Throwable failure) {
    return of(failure, List.of(), true);
  }

  /**
   * The same.
   *
   * @param folders that the run is about
   * @param writes whether it writes to them
   */
  public static Diagnosis of(Throwable failure, List<String> folders, boolean writes) {
    if (failure instanceof ArchiveException && isOfTheStore(failure.getCause())) {
      return new Diagnosis(ExitCode.FAILED, message(failure));
    }
    if (failure instanceof UsageException || failure instanceof ArchiveException) {
      return new Diagnosis(ExitCode.WRONG_USAGE, message(failure));
    }
    if (failure instanceof FailedException
        || failure instanceof ClaimedException
        || failure instanceof DamagedException) {
      return new Diagnosis(ExitCode.FAILED, message(failure));
    }
    Deque<Throwable> open = new ArrayDeque<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.poll();
      if (!seen.add(next)) {
        continue;
      }
      String cure = cure(next, folders, writes);
      if (cure != null) {
        return new Diagnosis(ExitCode.FAILED, cure);
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
      Collections.addAll(open, next.getSuppressed());
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Diagnosis(
        ExitCode.FAILED, message(root) + " (--verbose shows where, which a report should hold)");
  }

  private static String message(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).strip();
    String first = text.lines().findFirst().orElse("");
    boolean isOwn =
        failure instanceof UsageException
            || failure instanceof ArchiveException
            || failure instanceof FailedException
            || failure instanceof ClaimedException
            || failure instanceof DamagedException;
    if (isOwn || failure instanceof IllegalStateException) {
      return text;
    }
    return failure.getClass().getSimpleName() + (first.isEmpty() ? "" : ": " + first);
  }

  private static long megabytes(String bytes) {
    return Long.parseLong(bytes) >> 20;
  }

  private static @Nullable String cure(Throwable failure, List<String> folders, boolean writes) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof OutOfMemoryError || message.contains("java.lang.OutOfMemoryError")) {
      return "the memory does not suffice: give more with TLS_SUNSET_JAVA_OPTIONS=-Xmx4g" + RERUN;
    }
    Matcher heap = LITTLE_MEMORY.matcher(message);
    if (heap.find()) {
      return "the memory does not suffice: Spark wants %,d MB of heap and has %,d MB; give more with %s"
              .formatted(
                  megabytes(heap.group("wanted")),
                  megabytes(heap.group("given")),
                  heap.group("who").equals("DRIVER")
                      ? "TLS_SUNSET_JAVA_OPTIONS=-Xmx1g"
                      : "spark.executor.memory, 1g or more")
          + RERUN;
    }
    Matcher library = UNLOADED.matcher(failure + "\n");
    if (library.find()) {
      return "a library cannot be loaded (%s): give a folder for temporary files that is not mounted noexec, for example TMPDIR=/var/tmp; or is this a Linux without glibc?"
          .formatted(library.group().strip());
    }
    String lower = message.toLowerCase(Locale.ROOT);
    String what = message.lines().findFirst().orElse("");
    if (lower.startsWith("could not parse master url")) {
      return "this Spark cannot run there (%s): give --master local[N] or spark://HOST:PORT; for YARN and Kubernetes start jobs/tls-sunset-submit"
          .formatted(what);
    }
    if (lower.contains("no space left on device") || lower.contains("disk quota exceeded")) {
      return "the disk is full: %s; make room".formatted(DiskSpace.left(folders)) + RERUN;
    }
    if (lower.contains("read-only file system")) {
      return "the file system is read-only (%s): choose another --warehouse or --out, or mount it for writing"
          .formatted(what);
    }
    if (failure instanceof AccessDeniedException && message.contains(S3)) {
      return "the store refuses (%s): check the credentials and what they allow".formatted(what)
          + RERUN;
    }
    if (lower.contains("permission denied")
        || failure instanceof AccessDeniedException
        || failure instanceof SecurityException) {
      return folders.stream()
          .flatMap(folder -> MissingRights.sentence(folder, writes).stream())
          .findFirst()
          .map(told -> writes ? told + ";" + RERUN : told)
          .orElseGet(
              () ->
                  "a right is missing (%s): give it to the user that runs this".formatted(what)
                      + RERUN);
    }
    if (isOfTheStore(failure)) {
      return "a store does not do what it is asked (%s): check its address, the connection and what it logs"
              .formatted(what)
          + RERUN;
    }
    return null;
  }

  /** Whether a store, or the way to it, failed; tried again later, the same may succeed. */
  private static boolean isOfTheStore(@Nullable Throwable failure) {
    return failure instanceof AWSClientIOException
        || failure instanceof SdkException
        || failure instanceof NoHttpResponseException
        || failure instanceof ConnectionClosedException
        || failure instanceof SocketException
        || failure instanceof SocketTimeoutException
        || failure instanceof UnknownHostException
        || failure instanceof RemoteException;
  }
}
