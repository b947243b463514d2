package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tlssunset.RandomCases.listOf;
import static org.tlssunset.RandomCases.oneOf;
import static org.tlssunset.RandomCases.text;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;

class GlobSyntaxTest {

  private static final String[] PARTS = {
    "a", "b", ".", "/", "*", "**", "?", "[ab]", "[!a]", "[a-c]", "[.-b]", "[-a]", "[a-]",
    "[^a]", "]", "{a,b/a}", "{", ",", "}", "\\*", "\\", "é", "+", "(", "$", "-"
  };

  @Test
  void meansWhatTheJdkSaysItMeans() {
    RandomCases.each(
        5_000,
        random ->
            assertMeansTheSame(
                "/" + String.join("", listOf(random, 0, 6, () -> oneOf(random, PARTS))),
                "/" + text(random, 0, 6, "ab./*é^],-+(0")));
  }

  private static void assertMeansTheSame(String glob, String path) {
    PathMatcher expected;
    try {
      expected = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      assertThatThrownBy(() -> GlobSyntax.compile(glob)).isInstanceOf(PatternSyntaxException.class);
      return;
    }
    Path normal = Path.of(path);
    assertThat(GlobSyntax.compile(glob).matches(normal.toString()))
        .as("%s in %s", normal, glob)
        .isEqualTo(expected.matches(normal));
  }

  @ParameterizedTest
  @CsvSource({
    "/a*, '/a\nb', true",
    "/**c, '/a\n/c', true",
    "/[\uD83D\uDE00-\uD83D\uDE02], /\uD83D\uDE01, true",
    "/?, /\uD83D\uDE01, true",
    "/[!\\], /x, true",
    "/[+-9], //, false",
  })
  void namesMayHoldAnything(String glob, String path, boolean isMatch) {
    assertThat(GlobSyntax.compile(glob).matches(path)).isEqualTo(isMatch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/[", "/[a", "/[]", "/[!]", "/[/]", "/[b-a]", "/[a-b-c]", "/{a", "/{a{b}}", "/\\"})
  void whatIsNoneIsRefused(String glob) {
    assertThatThrownBy(() -> GlobSyntax.compile(glob)).isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  @Timeout(60)
  void manyStarsTakeNoLongTime() {
    String name = "/" + "a".repeat(2_000);
    assertThat(GlobSyntax.compile("/" + "*a".repeat(40) + "b").matches(name)).isFalse();
    assertThat(GlobSyntax.compile("/" + "**a".repeat(40)).matches(name)).isTrue();
  }
}
