package org.tlssunset.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.tlssunset.logs.ByteOrderMark;

/**
 * Reads files beside the archive that are no logs as logs are read: wherever they are, packed or
 * not, in whatever encoding.
 *
 * @param stores where files are
 * @param codePages in which encoding the file of a path is, if it does not say itself
 */
public record TextFiles(Stores stores, CodePages codePages) {

  /** Takes texts. */
  public interface Taker {

    /**
     * One text.
     *
     * @param name the file, or the entry of a zip archive
     * @param text without a byte order mark; to be read before this returns
     * @throws IOException if it cannot be read to its end
     */
    void take(LogName name, Reader text) throws IOException;
  }

  /**
   * Gives all texts of a file.
   *
   * @throws IOException if it cannot be read to its end; the message is a sentence's end
   */
  public void each(ArchiveFile file, Taker taker) throws IOException {
    try (FileTexts texts = new FileTexts(file, stores.of(file.path()))) {
      LogName name = texts.next();
      while (name != null) {
        FileTexts.Text text = texts.open();
        taker.take(name, reader(text));
        name = texts.next();
      }
    } catch (IOException e) {
      throw new IOException(Failure.of(e), e);
    }
  }

  private Reader reader(FileTexts.Text text) throws IOException {
    Charset charset =
        text.isUnicode() ? StandardCharsets.UTF_8 : codePages.apply(text.name().sourceFile());
    Reader reader = new BufferedReader(new InputStreamReader(text.utf8(), charset));
    reader.mark(1);
    if (reader.read() != ByteOrderMark.CHARACTER) {
      reader.reset();
    }
    return reader;
  }
}
