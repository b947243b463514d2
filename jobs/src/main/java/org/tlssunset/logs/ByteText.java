package org.tlssunset.logs;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Turns bytes of a log into text, so that names that differ stay different: bytes that are none in
 * the log's encoding stay visible, {@code M\xfcller}.
 *
 * <p>A backslash that could be taken for such a byte's is written {@code \x5c}. One is not: the
 * first in a text that is whole, with no more than a domain's name before it, for {@code
 * CORP\xa1234} is a user in a domain, and stays so. (Only there can a name be taken for another:
 * for {@code CORP} and the byte behind it.)
 */
public final class ByteText {

  /** UTF-8, as logs are unless a setting says otherwise. */
  public static final ByteText UTF8 = new ByteText(StandardCharsets.UTF_8);

  /** What looks like a byte that is no text, or like the backslash of one that does. */
  private static final Pattern LOOKS_LIKE_BYTE = Pattern.compile("\\\\(?=x(?:[89a-f][0-9a-f]|5c))");

  private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9._-]+");

  private static final String BACKSLASH = "\\\\x5c";

  private final Charset charset;

  private ByteText(Charset charset) {
    this.charset = charset;
  }

  /**
   * @param charset in which ASCII's bytes are ASCII
   */
  public static ByteText of(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8) ? UTF8 : new ByteText(charset);
  }

  /** The text of the bytes from {@code from} to before {@code to}: a name, of its own. */
  public String text(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, charset);
    String shown = isWhole(text) ? text : withBytes(buffer, from, to, true);
    return shown.equals(text) && text.indexOf('\\') >= 0 ? unlikeBytes(text) : shown;
  }

  /** The same for people to read: backslashes stay as they are. */
  public String shown(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, charset);
    return isWhole(text) ? text : withBytes(buffer, from, to, false);
  }

  /**
   * The replacement character may stand in a log itself: then this is slower, and comes to that.
   */
  private static boolean isWhole(String text) {
    return text.indexOf('\uFFFD') < 0;
  }

  /** A text that is whole. */
  private static String unlikeBytes(String text) {
    int first = text.indexOf('\\');
    int kept = DOMAIN.matcher(text.substring(0, first)).matches() ? first + 1 : 0;
    String rest = LOOKS_LIKE_BYTE.matcher(text.substring(kept)).replaceAll(BACKSLASH);
    return text.substring(0, kept) + rest;
  }

  /** A text that may not be. */
  private String withBytes(byte[] buffer, int from, int to, boolean isName) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(buffer, from, to - from);
    CharBuffer chars = CharBuffer.allocate(2 * (to - from) + 1);
    StringBuilder text = new StringBuilder();
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, true);
      chars.flip();
      boolean isAll = !result.isError() && text.isEmpty();
      text.append(isName && !isAll ? LOOKS_LIKE_BYTE.matcher(chars).replaceAll(BACKSLASH) : chars);
      chars.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append("\\x%02x".formatted(bytes.get() & 0xff));
      }
      decoder.reset();
    }
  }
}
