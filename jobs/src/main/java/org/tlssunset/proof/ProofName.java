package org.tlssunset.proof;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlssunset.config.UsageException;

/**
 * A proof as a row names it, {@code FILE:LINE}.
 *
 * @param file as column source_file has it, or the end of that from a slash on
 * @param line from 1
 */
public record ProofName(String file, long line) {

  /** A name may hold colons: the last one with a number behind it is meant. */
  private static final Pattern FORM = Pattern.compile("(.+):0*([1-9]\\d{0,17})", Pattern.DOTALL);

  private static final Pattern PACKED = Pattern.compile("(?i)\\.(?:gz|zip|bz2|zst|xz)$");

  /**
   * Reads a name.
   *
   * @throws UsageException if it names no line
   */
  public static ProofName of(String given) {
    Matcher form = FORM.matcher(given);
    if (!form.matches()) {
      throw new UsageException(
          "'%s' names no line: write FILE:LINE, as legacy_proof_file and legacy_proof_line have it"
              .formatted(given));
    }
    return new ProofName(form.group(1), Long.parseLong(form.group(2)));
  }

  /** Whether a log's name, as source_file has it, is this or ends with it. */
  boolean isOf(String sourceFile) {
    return sourceFile.equals(file) || sourceFile.endsWith("/" + file);
  }

  /** Whether a log may be this one by another path: its own name is the same, packed or not. */
  boolean mayBe(String sourceFile) {
    return bare(sourceFile).equals(bare(file));
  }

  /** Whether a log's path, too, ends as this one's, packed or not. */
  boolean endsLike(String sourceFile) {
    return ("/" + unpacked(sourceFile)).endsWith("/" + unpacked(file));
  }

  /** The last part of a log's name, in lower case and without what packing adds to it. */
  static String bare(String sourceFile) {
    return unpacked(sourceFile.substring(sourceFile.lastIndexOf('/') + 1));
  }

  private static String unpacked(String sourceFile) {
    return PACKED.matcher(sourceFile).replaceFirst("").toLowerCase(Locale.ROOT);
  }
}
