package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.archive.ArchiveException;
import org.tlssunset.warehouse.SharedSpark;

class DiagnosisTest {

  @Test
  void findsTheFullDiskBelowOtherFailures() {
    Exception failure =
        new ExecutionException(
            new IllegalStateException("job aborted", new IOException("No space left on device")));

    Diagnosis diagnosis = Diagnosis.of(failure);

    assertThat(diagnosis.exitCode()).isEqualTo(1);
    assertThat(diagnosis.sentence()).startsWith("the disk is full").contains("run again");
  }

  @Test
  void saysWhichDiskIsFull(@TempDir Path folder) {
    IOException failure = new IOException("No space left on device");

    assertThat(Diagnosis.of(failure, List.of(folder.toString(), "s3a://b/x"), true).sentence())
        .containsPattern(
            "^the disk is full: %s has [0-9,]+ KB left".formatted(Pattern.quote(folder.toString())))
        .contains("; make room and run again");
  }

  @Test
  void findsWhatWasSuppressed() {
    IOException failure = new IOException("close failed");
    failure.addSuppressed(new IOException("/data: Read-only file system"));

    assertThat(Diagnosis.of(failure).sentence()).startsWith("the file system is read-only");
  }

  @Test
  void aTaskOutOfMemoryEndsTheRunAndNotTheProcess() {
    Dataset<Long> rows =
        SharedSpark.session()
            .range(1)
            .map((MapFunction<Long, Long>) DiagnosisTest::takeAllMemory, Encoders.LONG());

    assertThatThrownBy(rows::collectAsList)
        .satisfies(
            failure ->
                assertThat(Diagnosis.of(failure).sentence())
                    .startsWith("the memory does not suffice"));
  }

  private static Long takeAllMemory(Long row) {
    throw new OutOfMemoryError("Java heap space for " + row);
  }

  @Test
  void saysHowMuchMemorySparkWants() {
    Exception failure =
        new IllegalArgumentException(
            "[INVALID_DRIVER_MEMORY] System memory 380108800 must be at least 471859200.");

    assertThat(Diagnosis.of(failure).sentence())
        .startsWith(
            "the memory does not suffice: Spark wants 450 MB of heap and has 362 MB; give more with TLS_SUNSET_JAVA_OPTIONS=-Xmx1g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.UnsatisfiedLinkError: /tmp/libzstd-jni-1.so: failed to map segment\n\tat x",
        "java.lang.NoClassDefFoundError: Could not initialize class com.github.luben.zstd.Zstd\n"
      })
  void saysWhatToDoWhereLibrariesCannotBeLoaded(String said) {
    Diagnosis diagnosis = Diagnosis.of(new IllegalStateException("Job aborted: " + said));

    assertThat(diagnosis.sentence())
        .startsWith("a library cannot be loaded (")
        .contains("TMPDIR=")
        .doesNotContain("\n");
    assertThat(Diagnosis.of(new UnsatisfiedLinkError("/tmp/x.so: failed")).sentence())
        .contains("(java.lang.UnsatisfiedLinkError: /tmp/x.so: failed)");
  }

  @Test
  void tellsAMissingRight() {
    assertThat(
            Diagnosis.of(new AccessDeniedException("/data", null, "Permission denied")).sentence())
        .startsWith("a right is missing (/data");
    assertThat(Diagnosis.of(new AccessDeniedException("/data")).sentence())
        .startsWith("a right is missing (/data)");
  }

  @Test
  void tellsTheWayToYarn() {
    assertThat(Diagnosis.of(new RuntimeException("Could not parse Master URL: 'yarn'")).sentence())
        .contains("'yarn'")
        .endsWith("start jobs/tls-sunset-submit");
  }

  @Test
  void wrongPathsAreWrongUsage() {
    Diagnosis diagnosis = Diagnosis.of(new ArchiveException("/x does not exist: check the path"));

    assertThat(diagnosis).isEqualTo(new Diagnosis(2, "/x does not exist: check the path"));
  }

  @Test
  void aStoreThatIsNotReachedIsNoWrongUsage() {
    ConnectException failure = new ConnectException("Connection refused");

    Diagnosis diagnosis = Diagnosis.of(new IllegalStateException("job aborted", failure));

    assertThat(diagnosis.exitCode()).isEqualTo(1);
    assertThat(diagnosis.sentence())
        .startsWith("a store does not do what it is asked (Connection refused): check its address")
        .contains("run again");
    assertThat(Diagnosis.of(new ArchiveException("hdfs://nn/x cannot be listed", failure)))
        .isEqualTo(new Diagnosis(1, "hdfs://nn/x cannot be listed"));
  }

  @Test
  void aStoreThatRefusesIsAskedForCredentials() {
    assertThat(Diagnosis.of(new AccessDeniedException("s3a://b/x", null, "Forbidden")).sentence())
        .startsWith("the store refuses (s3a://b/x: Forbidden): check the credentials")
        .doesNotContain("--verbose");
    assertThat(
            Diagnosis.of(new AccessDeniedException("/data", null, "Permission denied")).sentence())
        .startsWith("a right is missing");
  }

  @Test
  void anythingElseIsOneSentenceWithItsKind() {
    Diagnosis diagnosis =
        Diagnosis.of(new RuntimeException("outer", new ArithmeticException("odd\nsecond line")));

    assertThat(diagnosis.exitCode()).isEqualTo(1);
    assertThat(diagnosis.sentence())
        .startsWith("ArithmeticException: odd (")
        .doesNotContain("second line");
  }

  @Test
  void causesInACircleEnd() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.addSuppressed(two);

    assertThat(Diagnosis.of(two).exitCode()).isEqualTo(1);
  }
}
