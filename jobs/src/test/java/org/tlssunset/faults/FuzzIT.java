package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bytes that nobody thought of, bred by Jazzer towards code that none has reached, in every parser
 * and unpacker: nothing crashes or hangs, and what each target promises holds.
 *
 * <p>{@code -Dfaults.fuzz-seconds=600} says for how long in all, shared by the targets. What led to
 * new code stays in {@code target/fuzz} for the next time. An input that is found belongs, cut
 * down, into a unit test or to the seeds, {@code src/test/resources/fuzz}.
 */
@Tag("faults")
class FuzzIT {

  private static final int SECONDS = Integer.getInteger("faults.fuzz-seconds", 42);
  private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

  @ParameterizedTest
  @EnumSource
  void nothingIsFound(FuzzTarget target) throws Exception {
    int seconds = Math.max(1, SECONDS / FuzzTarget.values().length);
    Path folder = Files.createDirectories(FOLDER.resolve(target.name().toLowerCase(Locale.ROOT)));
    FuzzProcess.Outcome outcome = new FuzzProcess(target, folder).run(seconds);
    System.out.printf(
        "%s: %,d executions in %d s, %,d branches, %,d inputs%n",
        target, outcome.executions(), seconds, outcome.edges(), outcome.inputs());
    assertThat(outcome.exitCode())
        .as("%s: %s", folder.resolve("output.txt"), outcome.findings())
        .isZero();
    assertThat(outcome.executions()).isPositive();
    assertThat(outcome.edges()).isPositive();
  }
}
