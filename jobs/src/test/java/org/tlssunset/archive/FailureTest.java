package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure names its cause and its cure, and no path's words are taken for a cause. */
class FailureTest {

  static Stream<Arguments> failures() {
    String denied = "may not be read: give the user that runs this the right to";
    String gone = "is gone since it was listed";
    String broken = "cannot be read to its end (%s): copy it again from where it came";
    String cut = "ends too early (%s): copy it again from where it came";
    return Stream.of(
        Arguments.of(new AccessDeniedException("/logs/a.log"), denied),
        Arguments.of(new FileNotFoundException("/logs/a.log (Permission denied)"), denied),
        Arguments.of(new IOException("Permission denied: user=joe, access=READ"), denied),
        Arguments.of(
            new java.nio.file.FileSystemException("/d/d", null, "File name too long"),
            "lies too deep: its path is longer than the system allows, move it up"),
        Arguments.of(new NoSuchFileException("/logs/encrypted/password.log"), gone),
        Arguments.of(new FileNotFoundException("File file:/a.log does not exist"), gone),
        Arguments.of(
            new EncryptedException(), "is encrypted: unpack it where its password is known"),
        Arguments.of(
            new FileSystemException("/truncated/encrypted.log", null, "Input/output error"),
            broken.formatted("Input/output error")),
        Arguments.of(new ZipException("damaged: x"), broken.formatted("damaged: x")),
        Arguments.of(new IOException("first\nsecond"), broken.formatted("first")),
        Arguments.of(new IOException(), broken.formatted("IOException")),
        Arguments.of(
            FetchedStream.told(new SocketTimeoutException("Read timed out")),
            "could not be fetched to its end (Read timed out): the next run tries again"),
        Arguments.of(FetchedStream.told(new EOFException("x")), cut.formatted("x")),
        Arguments.of(new IOException("Truncated source"), cut.formatted("Truncated source")),
        Arguments.of(new EOFException(), cut.formatted("EOFException")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhatIsWrong(Exception failure, String sentence) {
    assertThat(Failure.of(failure)).isEqualTo(sentence);
  }
}
