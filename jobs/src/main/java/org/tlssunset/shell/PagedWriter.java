package org.tlssunset.shell;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer to a terminal: through a pager as soon as it is longer or wider than the screen.
 * Whoever leaves the pager has seen enough: what comes then is dropped, and {@link #isLeft} says
 * so.
 */
final class PagedWriter extends Writer {

  private final Terminal terminal;
  private final @Nullable String pager;
  private final StringBuilder held = new StringBuilder();
  private int lines;
  private int width;
  private int widest;
  private boolean isThrough;
  private @Nullable Process process;
  private @Nullable Writer piped;
  private boolean isLeft;

  /**
   * @param pager the command that is started; null if none is wanted
   */
  PagedWriter(Terminal terminal, @Nullable String pager) {
    this.terminal = terminal;
    this.pager = pager;
    boolean isPlain = terminal.getType().startsWith(Terminal.TYPE_DUMB);
    isThrough = pager == null || isPlain || terminal.getSize().getRows() <= 0;
  }

  /**
   * The one that the environment names, or less, where it is there; null if none is wanted.
   *
   * @param named the variable PAGER
   * @param path the variable PATH
   */
  static @Nullable String fromEnvironment(@Nullable String named, @Nullable String path) {
    if (named == null) {
      boolean hasLess =
          path != null
              && Stream.of(path.split(":"))
                  .anyMatch(folder -> Files.isExecutable(Path.of(folder, "less")));
      return hasLess ? "less -FRSX" : null;
    }
    return named.isBlank() || named.strip().toLowerCase(Locale.ROOT).equals("cat") ? null : named;
  }

  /** Whether nobody looks any more. */
  boolean isLeft() {
    return isLeft;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    if (isThrough) {
      handOn(new String(text, from, length));
      return;
    }
    held.append(text, from, length);
    for (int i = from; i < from + length; i++) {
      if (text[i] == '\n') {
        lines++;
        width = 0;
      } else {
        width++;
        widest = Math.max(widest, width);
      }
    }
    if (lines >= terminal.getSize().getRows() - 1 || widest > terminal.getSize().getColumns()) {
      begin();
    }
  }

  private void begin() throws IOException {
    isThrough = true;
    try {
      Process started =
          new ProcessBuilder("sh", "-c", pager)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process = started;
      piped = new OutputStreamWriter(started.getOutputStream(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      process = null; // there is no shell: the terminal itself is left
    }
    handOn(held.toString());
    held.setLength(0);
  }

  private void handOn(String text) throws IOException {
    Writer to = piped;
    if (isLeft) {
      return;
    }
    if (to == null) {
      terminal.writer().write(text);
      return;
    }
    try {
      to.write(text);
    } catch (IOException e) {
      isLeft = true;
    }
  }

  @Override
  public void flush() throws IOException {
    Writer to = piped;
    if (to == null) {
      terminal.writer().flush();
      return;
    }
    try {
      to.flush();
    } catch (IOException e) {
      isLeft = true;
    }
  }

  /** Shows what is held back, and waits until the pager is left. */
  @Override
  public void close() throws IOException {
    if (!isThrough) {
      isThrough = true;
      handOn(held.toString());
    }
    Writer to = piped;
    if (to != null) {
      try {
        to.close();
      } catch (IOException e) {
        isLeft = true;
      }
    }
    terminal.writer().flush();
    Process started = process;
    while (started != null && started.isAlive()) {
      try {
        started.waitFor();
      } catch (InterruptedException e) {
        Thread.interrupted(); // Ctrl-C is the pager's
      }
    }
  }
}
