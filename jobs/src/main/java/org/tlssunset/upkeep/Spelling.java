package org.tlssunset.upkeep;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Regular expressions that find a person in text, however a log has written them. They find rather
 * too much than too little: what they find is removed.
 */
final class Spelling {

  private static final int GROUPS = 8;

  /** A byte of a line that is no UTF-8. */
  private static final String VISIBLE_BYTE = "\\\\x[89a-f][0-9a-f]";

  /** A character in a code page's bytes, of which the second of two may be ASCII's. */
  private static final String VISIBLE_CHARACTER = "(?:%s[@-~]?){1,4}".formatted(VISIBLE_BYTE);

  private Spelling() {}

  /**
   * An address that is no part of a longer one. A port may follow it, and what maps an IPv4 address
   * into IPv6 may precede it.
   *
   * @param address in canonical form
   */
  static String ofAddress(String address) {
    if (!address.contains(":")) {
      return "(?<!\\p{N}|\\p{N}\\.)%s(?!\\p{N}|\\.\\p{N})".formatted(Pattern.quote(address));
    }
    return "(?<![\\p{L}\\p{N}:.])(?:%s)(?![\\p{L}\\p{N}:])"
        .formatted(String.join("|", spelled(groups(address))));
  }

  /**
   * A name that is no part of a longer one. IIS writes {@code +} for a blank. In a line that is not
   * in UTF-8, letters beyond ASCII are visible bytes, of whichever code page.
   */
  static String ofName(String name) {
    return "(?<![\\p{L}\\p{N}._-])%s(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}]|%s)"
        .formatted(
            name.codePoints().mapToObj(Spelling::spelled).collect(Collectors.joining()),
            VISIBLE_BYTE);
  }

  private static String spelled(int character) {
    String quoted = Pattern.quote(Character.toString(character));
    return character == ' '
        ? "[ +]"
        : character < 0x80 ? quoted : "(?:%s|%s)".formatted(quoted, VISIBLE_CHARACTER);
  }

  /** A peer as logged and a name, or either alone, wherever in a line they stand. */
  static String ofUnaddressed(String client) {
    return Arrays.stream(client.split(" ", 2))
        .filter(part -> !part.equals("-"))
        .map(part -> "(?=.*" + ofName(part) + ")")
        .collect(Collectors.joining("", "^", ""));
  }

  /** All groups, and for each run of zeros what stands around a {@code ::} in its place. */
  private static List<String> spelled(int[] groups) {
    List<String> spelled = new ArrayList<>(List.of(joined(groups, 0, GROUPS)));
    for (int from = 0; from < GROUPS; from++) {
      for (int to = from + 1; to <= GROUPS && groups[to - 1] == 0; to++) {
        spelled.add(joined(groups, 0, from) + "::" + joined(groups, to, GROUPS));
      }
    }
    return spelled;
  }

  private static String joined(int[] groups, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "0{0,3}" + Integer.toHexString(groups[i]))
        .collect(Collectors.joining(":"));
  }

  private static int[] groups(String address) {
    try {
      // An address's scope is the machine's that wrote it.
      ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(address.split("%")[0]).getAddress());
      return IntStream.range(0, GROUPS).map(i -> bytes.getShort(2 * i) & 0xFFFF).toArray();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no address", e);
    }
  }
}
