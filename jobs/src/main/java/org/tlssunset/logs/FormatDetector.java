package org.tlssunset.logs;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;

/**
 * Recognises a log by its content: by its header, or by its first lines where there is none.
 *
 * <p>Never guesses: what is no log that is read comes out with a sentence that says so.
 */
public final class FormatDetector {

  /** How much of a log's unpacked beginning is enough to judge it, in bytes. */
  public static final int HEAD = 64 * 1024;

  /**
   * What was recognised: exactly one of both is filled.
   *
   * @param format null if it is no log that is read
   * @param reason why not, to stand behind the file's name; null if it is one
   */
  public record Verdict(@Nullable LogFormat format, @Nullable String reason) {}

  private FormatDetector() {}

  /**
   * Judges a log.
   *
   * @param head its first bytes, unpacked, in UTF-8
   * @param length how many of them are filled
   * @param fileName the last part of its path: decides only where the lines fit both directions of
   *     SMTP
   */
  public static Verdict detect(byte[] head, int length, String fileName) {
    return new Verdict(null, "no known log");
  }
}
