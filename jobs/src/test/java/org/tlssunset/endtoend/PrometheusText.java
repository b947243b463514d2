package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file as the textfile collector does, and fails where that would or where it might warn.
 */
final class PrometheusText {

  private static final String NAME = "tls_sunset_[a-z]+(?:_[a-z]+)*";
  private static final String LABEL = "[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?<name>%s)(?<labels>\\{%s(?:,%s)*})? (?<value>-?\\d+(?:\\.\\d+)?)"
              .formatted(NAME, LABEL, LABEL));
  private static final Pattern HELP = Pattern.compile("# HELP (%s) [^\\\\]+\\.".formatted(NAME));
  private static final Pattern TYPE = Pattern.compile("# TYPE (%s) gauge".formatted(NAME));

  private PrometheusText() {}

  /** All samples, by name and labels. */
  static Map<String, Double> read(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).endsWith("\n").doesNotContain("\r");
    Map<String, Double> samples = new LinkedHashMap<>();
    Set<String> families = new HashSet<>();
    String helped = "";
    String typed = "";
    for (String line : text.split("\n")) {
      Matcher help = HELP.matcher(line);
      Matcher type = TYPE.matcher(line);
      if (help.matches()) {
        helped = help.group(1);
        assertThat(families.add(helped)).as("one family, one place: %s", line).isTrue();
      } else if (type.matches()) {
        typed = type.group(1);
        assertThat(typed).isEqualTo(helped);
      } else {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group("name")).isEqualTo(typed);
        String labels = sample.group("labels");
        assertThat(
                samples.put(
                    typed.substring("tls_sunset_".length()) + (labels == null ? "" : labels),
                    Double.valueOf(sample.group("value"))))
            .as("twice: %s", line)
            .isNull();
      }
    }
    return samples;
  }
}
