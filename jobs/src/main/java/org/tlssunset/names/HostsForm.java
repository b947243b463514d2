package org.tlssunset.names;

import java.util.regex.Pattern;

/** The lines of a hosts file: an address, blanks, names of which the first counts, a comment. */
record HostsForm(NamesFound found) implements NameForm {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Whether a line looks like one: of any other kind of file, hardly one does. */
  static boolean fits(String line) {
    String[] words = words(line);
    return words.length > 1 && NameFields.isAddress(words[0]);
  }

  @Override
  public void line(String text, long number) {
    String[] words = words(text);
    if (!words[0].isEmpty()) {
      found.take(number, words[0], words.length > 1 ? words[1] : "", "", "");
    }
  }

  @Override
  public void end() {
    // Each line stands for itself.
  }

  private static String[] words(String line) {
    int comment = line.indexOf('#');
    return BLANKS.split((comment < 0 ? line : line.substring(0, comment)).strip(), 3);
  }
}
