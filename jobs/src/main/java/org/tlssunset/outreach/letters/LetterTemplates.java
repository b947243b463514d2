package org.tlssunset.outreach.letters;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.WordUtils;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.owners.Language;

/**
 * The templates of letters, in Mustache: {@code letter.en.txt.mustache} and so on, of which a user
 * may have their own. In HTML what is put in is escaped. Beside what {@link Letter} gives, {@code
 * wrap} breaks what is in it into lines, indented as its first one is.
 */
public final class LetterTemplates {

  /** A blank at which no line ends; plain text has common ones in the end. */
  static final char FIXED_SPACE = '\u00A0';

  private static final int WIDTH = 76;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** How the library tells it, in whatever it throws. */
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  /** The forms of a letter. */
  enum Form {
    TEXT("txt"),
    HTML("html");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }

    String ending() {
      return ending;
    }
  }

  private final Map<Language, Map<Form, Named>> templates = new EnumMap<>(Language.class);

  /**
   * A template.
   *
   * @param file as it is told to the user
   */
  private record Named(String file, Template template) {}

  private LetterTemplates() {}

  /**
   * Reads all.
   *
   * @param own a folder with the user's; what is not there is taken from the program. Null: all
   * @throws IllegalArgumentException if one is broken; the message is a sentence with file, line
   *     and cure
   * @throws IOException if one cannot be read
   */
  public static LetterTemplates read(@Nullable Path own) throws IOException {
    LetterTemplates read = new LetterTemplates();
    for (Language language : Language.values()) {
      Map<Form, Named> forms = new EnumMap<>(Form.class);
      for (Form form : Form.values()) {
        forms.put(form, read(own, language, form));
      }
      read.templates.put(language, forms);
    }
    return read;
  }

  private static Named read(@Nullable Path own, Language language, Form form) throws IOException {
    String name = "letter.%s.%s.mustache".formatted(language.label(), form.ending());
    Path file = own == null ? null : own.resolve(name);
    boolean isOwn = file != null && Files.isRegularFile(file);
    String told = isOwn ? String.valueOf(file) : name;
    String text = isOwn && file != null ? own(file) : brought(name);
    Mustache.Compiler compiler =
        Mustache.compiler().escapeHTML(form == Form.HTML).emptyStringIsFalse(true);
    try {
      return new Named(told, compiler.compile(text));
    } catch (MustacheException e) {
      throw broken(told, e);
    }
  }

  private static String own(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("%s is not in UTF-8: save it so".formatted(file), e);
    }
  }

  private static String brought(String name) throws IOException {
    try (InputStream in =
        LetterTemplates.class.getClassLoader().getResourceAsStream("outreach/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes a letter.
   *
   * @param model as {@link Letter} gives it
   * @throws IllegalArgumentException if the template asks for what there is not; the message is a
   *     sentence with file, line and cure
   */
  String letter(Language language, Form form, Map<String, Object> model) {
    Named named =
        Objects.requireNonNull(
            Objects.requireNonNull(templates.get(language), "all are read").get(form),
            "all are read");
    Map<String, Object> whole = new HashMap<>(model);
    whole.put("wrap", (Mustache.Lambda) (part, out) -> out.write(wrapped(part.execute())));
    try {
      String letter = named.template().execute(whole);
      return form == Form.TEXT ? letter.replace(FIXED_SPACE, ' ') : letter;
    } catch (MustacheException | UnsupportedOperationException e) {
      throw broken(named.file(), e);
    }
  }

  private static String wrapped(String text) {
    String indent = text.substring(0, text.length() - text.stripLeading().length());
    String space = indent.substring(indent.lastIndexOf('\n') + 1);
    String words = text.strip().replaceAll("\\s+", " ");
    return space
        + WordUtils.wrap(words, WIDTH - space.length(), "\n" + space, false)
        + (text.endsWith("\n") ? "\n" : "");
  }

  private static IllegalArgumentException broken(String file, RuntimeException e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    Matcher line = LINE.matcher(said);
    return new IllegalArgumentException(
        "%s%s is no usable template (%s): mend it, or take it away to use the program's"
            .formatted(file, line.find() ? ":" + line.group(1) : "", said),
        e);
  }
}
