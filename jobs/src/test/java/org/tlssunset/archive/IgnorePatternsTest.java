package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnorePatternsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.txt | /a/b/notes.txt | true",
        "*.txt | /a/notes.txt/u.log | false",
        "*.txt | /a/b/notes.TXT | false",
        "*.txt | notes.txt | true",
        "*.{txt,md} | /a/README.md | true",
        "MSGTRK* | hdfs://nn/x/MSGTRK1.LOG | true",
        "HttpProxy/** | /a/Logging/HttpProxy/Ews/x.LOG | true",
        "HttpProxy/** | /a/Logging/HttpProxy2/Ews/x.LOG | false",
        "Logging/HttpProxy/ | /a/Logging/x.LOG | false",
        "/a/old | /a/old/b/u.log | true",
        "/a/old | /a/older/u.log | false",
        "/a/old | /b/a/old/u.log | false",
        "**/old | /b/a/old/u.log | true",
        "s3a://logs/old/* | s3a://logs/old/u.log | true",
      })
  void isHeldAgainstNamesAndPaths(String glob, String path, boolean isIgnored) {
    assertThat(IgnorePatterns.of(List.of("nothing", glob)).has(path)).isEqualTo(isIgnored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a", "a/[b", ""})
  void aPatternThatIsNoneIsNamed(String glob) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IgnorePatterns.of(List.of("*.txt", glob)))
        .withMessageStartingWith("'" + glob + "' is no pattern");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/System Volume Information, 0",
    "/a/$RECYCLE.BIN/S-1-5-18, 0",
    "/a/$Recycle.Bin, 0",
    "hdfs://nn/a/lost+found, 0",
    "/a/private, 1",
    "/a/link, 0",
    "/a/closed, 0",
    "/a/System Volume Information 2, 1"
  })
  void whatCannotBeLookedAtIsCountedAsIgnoredOrNamed(String path, int named) {
    FileSearch found = new FileSearch(IgnorePatterns.of(List.of("link", "closed/**")));

    found.unlisted(path, "may not be read");

    Archive.Listing listing = found.listing(ListingScope.NOTHING);
    assertThat(listing.unlisted()).hasSize(named);
    assertThat(listing.ignored()).isEqualTo(1 - named);
  }

  @Test
  void whatIsIgnoredIsNotMissed() {
    ListingScope within =
        ListingScope.of(List.of("/a"), List.of(), IgnorePatterns.of(List.of("*.txt")));

    assertThat(within.holds("/a/u.log")).isTrue();
    assertThat(within.holds("/a/notes.txt")).isFalse();
    assertThat(within.reaches("/a/notes.txt")).isTrue();
    assertThat(within.reaches("/b/u.log")).isFalse();
  }
}
