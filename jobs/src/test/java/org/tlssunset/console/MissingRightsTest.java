package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As it is told to whoever lacks nothing; LauncherIT asks as another user. */
class MissingRightsTest {

  @TempDir private Path folder;

  @Test
  void nothingIsSaidWhereNothingIsMissing() throws Exception {
    Files.createDirectories(folder.resolve("a/b"));

    assertThat(MissingRights.sentence(folder.toString(), true)).isEmpty();
    assertThat(MissingRights.sentence(folder + "/none/at/all", false)).isEmpty();
    assertThat(MissingRights.sentence("s3a://bucket/tables", false)).isEmpty();
    assertThat(MissingRights.sentence("no\0path", false)).isEmpty();
  }
}
