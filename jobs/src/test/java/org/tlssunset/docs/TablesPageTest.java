package org.tlssunset.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of the tables is what the schemas say. With {@code -Dtls.sunset.write.docs=true} it is
 * written anew.
 */
class TablesPageTest {

  private static final Path PAGE = Path.of("../docs/tables.md");

  @Test
  void thePageIsWhatTheSchemasSay() throws IOException {
    String text = TablesPage.text();
    if (Boolean.getBoolean("tls.sunset.write.docs")) {
      Files.writeString(PAGE, text);
    }

    assertThat(PAGE).content().isEqualTo(text);
  }
}
