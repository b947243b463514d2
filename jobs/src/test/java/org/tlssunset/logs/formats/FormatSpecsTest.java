package org.tlssunset.logs.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tlssunset.logs.LogFormat;

/** Each format does what its specification says: {@code src/test/spec}, a file for each. */
class FormatSpecsTest {

  private static final Path FOLDER = Path.of("src/test/spec").toAbsolutePath();

  private static List<LogFormat> formats() {
    return LogFormats.ALL.stream().filter(LogFormat::isText).toList();
  }

  private static Path file(LogFormat format) {
    return FOLDER.resolve(format.label() + ".txt");
  }

  @Test
  void eachFormatHasAFileAndEachFileAFormat() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files)
          .as("files of %s, named by a format's label", FOLDER)
          .filteredOn(file -> !file.endsWith("README.md"))
          .containsExactlyInAnyOrderElementsOf(
              formats().stream().map(FormatSpecsTest::file).toList());
    }
  }

  @TestFactory
  List<DynamicContainer> cases() throws IOException {
    List<DynamicContainer> containers = new ArrayList<>();
    for (LogFormat format : formats()) {
      Path file = file(format);
      Stream<DynamicTest> tests =
          SpecFile.read(file.getFileName().toString(), Files.readString(file)).stream()
              .map(it -> test(file, it, format));
      containers.add(DynamicContainer.dynamicContainer(format.label(), file.toUri(), tests));
    }
    return containers;
  }

  private static DynamicTest test(Path file, SpecCase it, LogFormat format) {
    URI place = URI.create(file.toUri() + "?line=" + it.line());
    return DynamicTest.dynamicTest(
        it.title(),
        place,
        () -> {
          String failure = it.failure(format);
          if (!failure.isEmpty()) {
            throw new AssertionError(failure);
          }
        });
  }
}
