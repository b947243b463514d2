package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tlssunset.console.StandardError;

/** Who types a query is told so; a script that pipes one is not. */
class TypedQueryTest {

  private final StringWriter err = new StringWriter();

  private String read(boolean isTyped) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream("SELECT 1".getBytes(StandardCharsets.UTF_8));
    return new TypedQuery(in, isTyped, new StandardError(new PrintWriter(err))).read();
  }

  @Test
  void atATerminalItSaysWhatItWaitsFor() throws IOException {
    assertThat(read(true)).isEqualTo("SELECT 1");
    assertThat(err.toString()).contains("Ctrl-D", "-e").hasLineCount(1);
  }

  @Test
  void fromAPipeItSaysNothing() throws IOException {
    assertThat(read(false)).isEqualTo("SELECT 1");
    assertThat(err.toString()).isEmpty();
  }
}
