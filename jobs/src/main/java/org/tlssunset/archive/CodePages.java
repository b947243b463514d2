package org.tlssunset.archive;

import com.google.re2j.Pattern;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/** In which encoding logs are written, by their paths: UTF-8, but for those that are listed. */
public final class CodePages implements Function<String, Charset>, Serializable {

  private static final long serialVersionUID = 1;

  /** All logs are in UTF-8. */
  public static final CodePages NONE = new CodePages(List.of());

  /** No byte of a character beyond ASCII is below it: those of the logs' separators are. */
  private static final int LEAST_BYTE = '0';

  private static final int ASCII = 0x80;

  private final List<Entry> entries;

  /** A pattern as it was written, and the charset's name: neither is serializable itself. */
  private record Entry(String glob, String charset, Pattern pattern) implements Serializable {}

  private CodePages(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * The same and one more, which counts where none before it does.
   *
   * @param glob of paths, as archives are listed by: what it matches counts with all below it
   * @param charset the name of an encoding
   * @throws IllegalArgumentException if either is none that can be used; the message says why
   */
  public CodePages with(String glob, String charset) {
    if (!glob.startsWith("/") && !glob.startsWith("**") && !glob.contains("://")) {
      throw new IllegalArgumentException(
          "holds path '%s', which begins with neither / nor **: give a whole path, or **/ before it"
              .formatted(glob));
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(glob, charset(charset).name(), pattern(glob)));
    return new CodePages(List.copyOf(more));
  }

  private static Pattern pattern(String glob) {
    try {
      return GlobSyntax.compile(glob);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "holds path '%s', which is no pattern (%s): check its brackets and braces"
              .formatted(glob, e.getDescription()),
          e);
    }
  }

  private static Charset charset(String name) {
    Charset charset;
    try {
      charset = Charset.forName(name);
    } catch (IllegalArgumentException e) { // no name at all, or an unknown one
      throw new IllegalArgumentException(
          "holds charset '%s', which is unknown: give a name such as windows-1252".formatted(name),
          e);
    }
    if (!keepsAscii(charset)) {
      throw new IllegalArgumentException(
          "holds charset '%s', in which ASCII is written otherwise: give one such as windows-1252, and none for UTF-16"
              .formatted(name));
    }
    return charset;
  }

  /** Whether the bytes that parsers look for mean the same there, and nothing else. */
  private static boolean keepsAscii(Charset charset) {
    if (!charset.canEncode()) {
      return false;
    }
    byte[] ascii = new byte[ASCII];
    for (int i = 0; i < ASCII; i++) {
      ascii[i] = (byte) i;
    }
    if (!new String(ascii, charset).equals(new String(ascii, StandardCharsets.US_ASCII))) {
      return false;
    }
    CharsetEncoder encoder = charset.newEncoder();
    for (char c = ASCII; c < Character.MIN_SURROGATE; c++) {
      if (encoder.canEncode(c) && !isBeyondAscii(encoder, charset, c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBeyondAscii(CharsetEncoder encoder, Charset charset, char c) {
    ByteBuffer bytes;
    try {
      bytes = encoder.encode(CharBuffer.wrap(new char[] {c}));
    } catch (CharacterCodingException e) {
      return true;
    }
    // Some charsets write ASCII in place of a character that they do not have.
    boolean isIts = charset.decode(bytes.duplicate()).toString().equals(String.valueOf(c));
    boolean isBeyond = bytes.get() < 0;
    while (bytes.hasRemaining()) {
      isBeyond &= (bytes.get() & 0xff) >= LEAST_BYTE;
    }
    return isBeyond || !isIts;
  }

  /** All encodings that are listed. */
  public List<Charset> charsets() {
    return entries.stream().map(entry -> Charset.forName(entry.charset())).distinct().toList();
  }

  /** Each entry as it was given, for those who compare settings. */
  public List<String> texts() {
    return entries.stream().map(entry -> entry.glob() + " " + entry.charset()).toList();
  }

  /** The encoding of a log, by its name as the column source_file has it. */
  @Override
  public Charset apply(String sourceFile) {
    for (Entry entry : entries) {
      if (isBelow(entry.pattern(), sourceFile)) {
        return Charset.forName(entry.charset());
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean isBelow(Pattern pattern, String path) {
    // Behind the name of a zip archive stands its mark.
    return GlobSyntax.withFolders(path)
        .anyMatch(
            at -> pattern.matches(at) || (at.endsWith("!") && pattern.matches(withoutLast(at))));
  }

  private static String withoutLast(String text) {
    return text.substring(0, text.length() - 1);
  }
}
