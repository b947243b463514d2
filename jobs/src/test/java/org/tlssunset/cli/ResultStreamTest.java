package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultStreamTest {

  private final StringWriter err = new StringWriter();

  private int help(OutputStream result) {
    return TlsSunset.run(result, new PrintWriter(err, true), "--help");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void aResultArrivesWhole() {
    ByteArrayOutputStream result = new ByteArrayOutputStream();

    assertThat(help(result)).isZero();
    assertThat(result.toString(StandardCharsets.UTF_8)).contains("Usage: tls-sunset");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aResultThatIsCutIsAFailure() {
    assertThat(help(failing("No space left on device"))).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "tls-sunset: the result could not be written (No space left on device):"
                + " make room, or let it go elsewhere");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNone() {
    assertThat(help(failing("Broken pipe"))).isZero();
    assertThat(err.toString()).isEmpty();
  }
}
