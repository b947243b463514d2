package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobSyntaxTest {

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.of(
            "a", "b", ".", "/", "*", "**", "?", "[ab]", "[!a]", "[a-c]", "[.-b]", "[-a]", "[a-]",
            "[^a]", "]", "{a,b/a}", "{", ",", "}", "\\*", "\\", "é", "+", "(", "$", "-")
        .list()
        .ofMaxSize(6)
        .map(parts -> "/" + String.join("", parts));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("a", "b", ".", "/", "*", "é", "^", "]", ",", "-", "+", "(", "0")
        .list()
        .ofMaxSize(6)
        .map(parts -> "/" + String.join("", parts));
  }

  @Property(tries = 5_000)
  void meansWhatTheJdkSaysItMeans(@ForAll("globs") String glob, @ForAll("paths") String path) {
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
