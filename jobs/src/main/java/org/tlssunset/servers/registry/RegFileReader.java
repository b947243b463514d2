package org.tlssunset.servers.registry;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.TextLines;

/**
 * Reads {@code .reg} files: what {@code regedit} and {@code reg export} write, and what people
 * write for them. The first key of each run stands for all below it, as an export has it; what such
 * a file would delete is known to be absent.
 *
 * <p>{@code regedit} writes a blank line before each key and at the end. Where it is missing at the
 * end alone, the file was cut, and nothing is known to be absent.
 *
 * <p>Form: Microsoft, "How to add, modify, or delete registry subkeys and values by using a .reg
 * file".
 */
final class RegFileReader {

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\s*(Windows Registry Editor Version 5\\.\\d+|REGEDIT4)\\s*");

  private static final Pattern KEY = Pattern.compile("\\s*\\[(-?)(.*)]\\s*(?:;.*)?");

  private static final Pattern BYTES = Pattern.compile("[0-9a-fA-F,\\s]*\\\\?\\s*");

  /** No value is longer, in characters: one that is cannot be read. */
  private static final int LONGEST = 1 << 20;

  private final FileFacts facts;
  private final RegistryDraft draft;
  private boolean isAnsi;
  private @Nullable String key;
  private @Nullable String top;

  /** The name and the beginning of a value that goes on in the next line. */
  private @Nullable RegFileLine open;

  private final StringBuilder data = new StringBuilder();
  private long first;

  private boolean isAfterBlank;
  private boolean isRegedits = true;

  private RegFileReader(FileFacts facts) {
    this.facts = facts;
    this.draft = facts.of(null).registry;
  }

  /** Whether a line tells that a text is of this form. */
  static boolean fits(String line) {
    Matcher matcher = KEY.matcher(line);
    return HEADER.matcher(line).matches()
        || (matcher.matches() && RegistryPath.of(matcher.group(2)).isPresent());
  }

  static void read(TextLines lines, FileFacts facts) throws IOException {
    RegFileReader reader = new RegFileReader(facts);
    long number = 0;
    for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
      reader.line(line, ++number);
      reader.isAfterBlank = line.isBlank();
    }
    if (reader.open != null) {
      reader.bad(reader.first, "ends within a value: export it again");
    } else if (reader.isRegedits && reader.top != null && !reader.isAfterBlank) {
      reader.bad(
          number, "is the last one, and an export has a blank line behind it: export it again");
    }
  }

  private void line(String line, long number) {
    RegFileLine before = open;
    if (before != null) {
      if (isBroken(before, line)) {
        open = null;
        if (key != null) {
          draft.unreadable(key, before.name());
        }
        bad(first, "begins a value that does not end: export it again");
        line(line, number);
      } else {
        goOn(before, line);
      }
      return;
    }
    Optional<RegFileLine> value = RegFileLine.of(line);
    if (value.isPresent()) {
      first = number;
      begin(value.get());
    } else if (KEY.matcher(line).matches()) {
      key(line, number);
    } else if (HEADER.matcher(line).matches()) {
      isAnsi = line.strip().equalsIgnoreCase("REGEDIT4");
      top = null;
    } else if (!line.isBlank() && !line.stripLeading().startsWith(";")) {
      bad(number, "is neither a key nor a value: export it again, or take the line out");
    }
  }

  private void begin(RegFileLine value) {
    if (value.isOpenBytes() || value.isOpenText()) {
      open = value;
      data.setLength(0);
      data.append(value.data());
    } else {
      value(value.name(), value.data());
    }
  }

  /** Whether a line cannot be the rest of a value. */
  private static boolean isBroken(RegFileLine open, String line) {
    return open.isOpenText() ? fits(line) : !BYTES.matcher(line).matches();
  }

  private void goOn(RegFileLine before, String line) {
    boolean isText = before.isOpenText();
    String more = isText ? "\n" + line : line.strip();
    if (!isText) {
      data.setLength(data.length() - 1);
    }
    if (data.length() < LONGEST) {
      data.append(more);
    } else if (!isText) {
      data.append(more.endsWith("\\") ? "?\\" : "?");
    }
    boolean isOpen = isText ? RegFileLine.quoteEnd(line, 0) < 0 : more.endsWith("\\");
    if (!isOpen) {
      open = null;
      value(before.name(), data.toString());
    }
  }

  private void key(String line, long number) {
    isRegedits &= isAfterBlank;
    Matcher matcher = KEY.matcher(line);
    Optional<String> path =
        matcher.matches() ? RegistryPath.of(matcher.group(2)) : Optional.empty();
    key = path.orElse(null);
    if (path.isEmpty()) {
      bad(number, "names no key of a registry: write it from HKEY_LOCAL_MACHINE on");
    } else if (!matcher.group(1).isEmpty()) {
      draft.noKey(path.get());
      key = null;
    } else {
      draft.wholeKey(path.get());
      String id = RegistryPath.id(path.get());
      if (top == null || !RegistryPath.isWithin(id, top)) {
        top = id;
        draft.wholeTree(path.get());
      }
    }
  }

  private void value(String name, String text) {
    String its = key;
    if (its == null) {
      bad(first, "is a value without a key: put the key's line before it");
    } else if (text.equals("-")) {
      draft.noValue(its, name);
    } else {
      RegFileData.value(text, isAnsi)
          .ifPresentOrElse(
              found -> draft.value(its, name, found),
              () -> {
                draft.unreadable(its, name);
                if (RegistryPath.isKept(RegistryPath.id(its))) {
                  facts.unread(first, "has data that are none of its type: export it again");
                }
              });
    }
  }

  private void bad(long number, String reason) {
    facts.unread(number, reason);
    draft.doubt();
  }
}
