package org.tlssunset.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldCoresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1; 0-3; 0", "2; 0,1; 0 1", "3; 0-1,8-9; 0 1 8", "2; 5; 5"})
  void readsTheListOfCores(int count, String list, String first) {
    assertThat(HeldCores.first(count, list)).containsExactly(first.split(" "));
  }

  @Test
  void holdsEveryThreadAndLetsGoOfThem() throws IOException {
    assumeTrue(HeldCores.isPossible(), "taskset is not on this machine");
    List<String> before = allowed();

    HeldCores held = HeldCores.of(1);
    try {
      assertThat(allowed()).singleElement().asString().matches("Cpus_allowed_list:\\s*\\d+");
    } finally {
      held.close();
    }

    assertThat(allowed()).isEqualTo(before);
  }

  /** The cores that this process's threads may run on: one list if it is the same for all. */
  private static List<String> allowed() throws IOException {
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      return threads
          .map(HeldCoresTest::cores)
          .filter(cores -> !cores.isEmpty())
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static String cores(Path thread) {
    try (var lines = Files.lines(thread.resolve("status"))) {
      return lines.filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().orElseThrow();
    } catch (IOException e) {
      return ""; // It has ended.
    }
  }
}
