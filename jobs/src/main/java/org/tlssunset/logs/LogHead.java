package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log's beginning, for the formats to look at. What is made of it is made once, when it is first
 * asked for. Serves one thread.
 */
public final class LogHead {

  /** How much of a log's unpacked beginning is enough to judge it, in bytes. */
  public static final int LENGTH = 64 * 1024;

  /** The lines that a header which names a type is in. */
  private static final int TOP = 10;

  private final byte[] bytes;
  private final int length;
  private final String path;
  private final String text;
  private @Nullable List<String> lines;
  private @Nullable String type;
  private @Nullable String software;
  private @Nullable String fields;

  /**
   * @param bytes its first ones, unpacked; if it is text, in UTF-8
   * @param length how many of them are filled
   * @param path the log's
   */
  public LogHead(byte[] bytes, int length, String path) {
    this.bytes = bytes;
    this.length = length;
    this.path = path;
    text = new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Its bytes, of which {@link #length} are filled; only to be looked at. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are, {@link #LENGTH} at most. */
  public int length() {
    return length;
  }

  /** The log's path: its folders and its name may decide where its lines do not. */
  public String path() {
    return path;
  }

  /** The log's own name. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** All of it as text. */
  public String text() {
    return text;
  }

  /** Its lines, without byte order marks and without the last one where that is cut. */
  public List<String> lines() {
    List<String> all = lines;
    if (all == null) {
      all = text.strip().lines().map(ByteOrderMark::before).toList();
      if (length == LENGTH && all.size() > 1) {
        all = all.subList(0, all.size() - 1);
      }
      lines = all;
    }
    return all;
  }

  /** What the header says after {@code #Log-type:}; empty if it names no type. */
  public String type() {
    String told = type;
    if (told == null) {
      // Nearly always at the top, and found there much sooner than all lines can be looked at.
      told =
          directive(text.strip().lines().limit(TOP).map(ByteOrderMark::before), Directive.LOG_TYPE);
      told = told.isEmpty() ? directive(lines().stream(), Directive.LOG_TYPE) : told;
      type = told;
    }
    return told;
  }

  /** What the header says after {@code #Software:}; empty if it names none. */
  public String software() {
    String told = software;
    if (told == null) {
      told = directive(lines().stream(), Directive.SOFTWARE);
      software = told;
    }
    return told;
  }

  /** What the header says after {@code #Fields:}, in lower case; empty if it names none. */
  public String fields() {
    String told = fields;
    if (told == null) {
      told = directive(lines().stream(), Directive.FIELDS).toLowerCase(Locale.ROOT);
      fields = told;
    }
    return told;
  }

  /** What stands behind the first header line of a kind; empty if there is none. */
  private static String directive(Stream<String> lines, Directive kind) {
    return lines.map(kind::of).filter(Objects::nonNull).map(String::strip).findFirst().orElse("");
  }
}
