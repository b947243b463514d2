package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.input.ReaderInputStream;
import org.tlssunset.logs.ByteOrderMark;

/** How a log's text is encoded; parsers read UTF-8 alone. */
enum TextEncoding {
  /**
   * With a byte order mark or without: parsers pass over it. Latin-1 is read as far as it is ASCII.
   */
  UTF8(StandardCharsets.UTF_8),
  UTF16LE(StandardCharsets.UTF_16LE),
  UTF16BE(StandardCharsets.UTF_16BE);

  private final Charset charset;

  TextEncoding(Charset charset) {
    this.charset = charset;
  }

  /**
   * Judges by the byte order mark; without one, by most of every other byte of the first ones being
   * NUL, as it is where ASCII is written in 16 bits: not all, for names are in any script.
   *
   * @param length how many bytes of {@code head} are filled
   */
  static TextEncoding of(byte[] head, int length) {
    if (length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
      return UTF16LE;
    }
    if (length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
      return UTF16BE;
    }
    if (ByteOrderMark.isAt(head, 0, length)) {
      return UTF8;
    }
    int pairs = Math.min(length, 64) / 2;
    int first = 0;
    int second = 0;
    for (int i = 0; i < pairs; i++) {
      first += head[2 * i] == 0 ? 1 : 0;
      second += head[2 * i + 1] == 0 ? 1 : 0;
    }
    boolean little = pairs >= 4 && 2 * second > pairs && 8 * first <= pairs;
    boolean big = pairs >= 4 && 2 * first > pairs && 8 * second <= pairs;
    return little ? UTF16LE : big ? UTF16BE : UTF8;
  }

  /** Whether a text of this encoding says so itself, by its byte order mark or its NULs. */
  boolean isTold(byte[] head, int length) {
    return this != UTF8 || ByteOrderMark.isAt(head, 0, length);
  }

  /** The text in UTF-8; a byte order mark comes out as UTF-8's. */
  InputStream toUtf8(InputStream text) throws IOException {
    if (this == UTF8) {
      return text;
    }
    return ReaderInputStream.builder()
        .setReader(new InputStreamReader(text, charset))
        .setCharset(StandardCharsets.UTF_8)
        .setBufferSize(64 * 1024)
        .get();
  }
}
