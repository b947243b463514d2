package org.tlssunset.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's result goes. It remembers why it failed, for a {@link java.io.PrintWriter} goes
 * on without a word: on a full disk the result would be cut and the command would seem done.
 */
public final class ResultStream extends FilterOutputStream {

  private @Nullable IOException failure;

  /** A stream to the given one. */
  public ResultStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Why a part of the result is lost; null if none is, or if its reader is gone ({@code | head}).
   */
  public @Nullable IOException lost() {
    IOException e = failure;
    boolean isUnwanted =
        e != null && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    return isUnwanted ? null : e;
  }
}
