package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, and when it makes faster starts: with a Java and a Maven of straw. */
class LauncherTest {

  private static final String MISSING = "nothing is built yet, and ";

  /** What the launcher starts, beside Java and Maven. */
  private static final List<String> PROGRAMS =
      List.of(
          "sh",
          "awk",
          "basename",
          "cat",
          "cksum",
          "dirname",
          "find",
          "grep",
          "head",
          "id",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sort",
          "stat",
          "touch");

  private static final String JAVA =
      """
      #!/bin/sh
      for option; do
        case $option in
          -XX:ArchiveClassesAtExit=*|-XX:DumpLoadedClassList=*) echo made >"${option#*=}"; exit ;;
          -Xshare:dump) dump=1 ;;
          -XX:SharedArchiveFile=*) [ -z "${dump:-}" ] || echo made >"${option#*=}" ;;
          -Djava.io.tmpdir=*) echo "temporary ${option#*=}" ;;
        esac
      done
      echo ran
      """;

  private static final String MVN =
      """
      #!/bin/sh
      umask >&2
      mkdir -p jobs/target/lib jobs/target/spark
      echo new >jobs/target/tls-sunset-jobs.jar
      """;

  @TempDir private static Path tools;

  @TempDir private Path folder;

  private Path home;

  @BeforeAll
  static void withoutMaven() throws IOException {
    for (String program : PROGRAMS) {
      Path there = Path.of("/usr/bin", program);
      Files.createSymbolicLink(
          tools.resolve(program), Files.exists(there) ? there : Path.of("/bin", program));
    }
  }

  @BeforeEach
  void install() throws IOException {
    script(folder.resolve("java/bin/java"), JAVA);
    write(folder.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"");
    home = folder.resolve("clone");
    for (String file :
        List.of(
            "pom.xml",
            "schemas/pom.xml",
            "schemas/src/main/A.java",
            "jobs/pom.xml",
            "jobs/src/main/B.java",
            "conf/tls-sunset.conf",
            "conf/cron/tls-sunset")) {
      write(home.resolve(file), "x");
    }
    Files.copy(Path.of("tls-sunset"), home.resolve("jobs/tls-sunset"));
    assertThat(home.resolve("jobs/tls-sunset").toFile().setExecutable(true)).isTrue();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void script(Path file, String text) throws IOException {
    write(file, text);
    assertThat(file.toFile().setExecutable(true, false)).isTrue();
  }

  private void maven(String text) throws IOException {
    script(folder.resolve("bin/mvn"), text);
  }

  private Path target(String name) {
    return home.resolve("jobs/target").resolve(name);
  }

  /** By hand, with faster starts that are not wanted. */
  private void built() throws IOException {
    Files.createDirectories(target("lib"));
    Files.createDirectories(target("spark"));
    write(target("tls-sunset-jobs.jar"), "old");
    write(target("classes-17.jsa"), "");
  }

  private record Result(int exitCode, List<String> said) {}

  private static final Result RAN = new Result(0, List.of("ran"));

  private Result run(String... before) throws Exception {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(List.of(home.resolve("jobs/tls-sunset").toString(), "status"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", folder + "/bin:" + tools);
    builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), said.lines().toList());
  }

  private void age(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(System.currentTimeMillis() + seconds * 1000));
  }

  @Test
  void buildsOnFirstUse() throws Exception {
    maven(MVN);
    write(target("classes-17.jsa"), "");

    Result first = run("/bin/sh", "-c", "umask 077; exec \"$0\" \"$@\"");

    assertThat(first)
        .isEqualTo(
            new Result(
                0, List.of("tls-sunset: building (once, and after changes) …", "0022", "ran")));
    assertThat(run()).isEqualTo(RAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs/src/main/B.java", "schemas/src/main/A.java", "pom.xml"})
  void buildsAgainAfterAChangeOfTheSources(String source) throws Exception {
    maven(MVN);
    built();
    assertThat(run()).isEqualTo(RAN);
    write(home.resolve(source), "another");
    age(home.resolve(source), 10);

    assertThat(run().said()).first().asString().contains("building");
    assertThat(target("tls-sunset-jobs.jar")).hasContent("new");
    assertThat(run()).isEqualTo(RAN);
  }

  @Test
  void aFailedBuildIsAFailure() throws Exception {
    maven("#!/bin/sh\nexit 1\n");

    for (int i = 0; i < 2; i++) {
      assertThat(run())
          .isEqualTo(
              new Result(
                  1,
                  List.of(
                      "tls-sunset: building (once, and after changes) …",
                      "tls-sunset: the build failed, see above")));
    }
  }

  @Test
  void noChangeOfASampleBuilds() throws Exception {
    maven(MVN);
    built();
    write(home.resolve("conf/tls-sunset.conf"), "own");
    write(home.resolve("conf/cron/tls-sunset"), "own");
    age(home.resolve("conf/tls-sunset.conf"), 10);
    age(home.resolve("conf/cron/tls-sunset"), 10);

    assertThat(run()).isEqualTo(RAN);
  }

  @Test
  void aCopyWithNewTimesDoesNotBuild() throws Exception {
    maven(MVN);
    built();
    assertThat(run()).isEqualTo(RAN);
    age(home.resolve("jobs/src/main/B.java"), 10);

    assertThat(run()).isEqualTo(RAN);
    assertThat(target("tls-sunset-jobs.jar")).hasContent("old");
  }

  @Test
  void withoutMavenAJarThatIsThereIsUsed() throws Exception {
    built();
    age(home.resolve("pom.xml"), 10);
    assertThat(run()).isEqualTo(RAN); // of what it was built nobody knows

    age(home.resolve("pom.xml"), -10);
    assertThat(run()).isEqualTo(RAN); // now it is known
    write(home.resolve("pom.xml"), "another");
    age(home.resolve("pom.xml"), 10);
    Result changed = run();
    assertThat(changed.exitCode()).isZero();
    assertThat(changed.said()).hasSize(2).last().isEqualTo("ran");
    assertThat(changed.said().get(0))
        .startsWith("tls-sunset: the sources were changed after the build, which runs as it is")
        .endsWith("type " + home + "/jobs/tls-sunset --version");
  }

  @Test
  void theJarsAloneSuffice() throws Exception {
    built();
    for (String sources : List.of("jobs/src/main/B.java", "jobs/src/main", "pom.xml")) {
      Files.delete(home.resolve(sources));
    }

    assertThat(run()).isEqualTo(RAN);
  }

  @Test
  void saysWhatToTypeWhereNothingIsBuilt() throws Exception {
    assertThat(run().said())
        .singleElement()
        .asString()
        .startsWith("tls-sunset: " + MISSING + "there is no mvn: install Maven 3.8 or later");

    Files.delete(home.resolve("jobs/src/main/B.java"));
    Files.delete(home.resolve("jobs/src/main"));
    Result alone = run();
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.said())
        .singleElement()
        .asString()
        .contains("jobs/target holds no build: copy tls-sunset-jobs.jar, lib and spark there");
  }

  /** What begins a command of somebody who may not write in the clone. */
  private String[] another() throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "another user: not root");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    for (Path opened : List.of(folder, tools)) {
      assertThat(new ProcessBuilder("chmod", "-R", "a+rX", opened.toString()).start().waitFor())
          .isZero();
    }
    return new String[] {"/usr/bin/setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"};
  }

  @Test
  void whoMayNotWriteRunsWhatIsThere() throws Exception {
    maven(MVN);
    built();
    Files.delete(target("classes-17.jsa"));
    age(home.resolve("pom.xml"), 10);

    assertThat(run(another())).isEqualTo(RAN);
  }

  @Test
  void whoMayNotWriteIsToldWhoBuilds() throws Exception {
    maven(MVN);

    assertThat(run(another()))
        .isEqualTo(
            new Result(
                2,
                List.of(
                    "tls-sunset: %s12345 may not write to %s/jobs: as root, type %s/jobs/tls-sunset --version"
                        .formatted(MISSING, home, home))));
  }

  @Test
  void whoMayNotReadIsToldWhoseItIs() throws Exception {
    built();
    String[] another = another();
    Files.setPosixFilePermissions(target("tls-sunset-jobs.jar"), Set.of());

    assertThat(run(another))
        .isEqualTo(
            new Result(
                2,
                List.of(
                    "tls-sunset: 12345 may not read %s: as root, type chmod -R a+rX '%s'"
                        .formatted(home.resolve("jobs/target"), home.resolve("jobs/target")))));
  }

  @Test
  void fasterStartsAreMadeOnceAndAgainAfterACopy() throws Exception {
    built();
    Files.delete(target("classes-17.jsa"));
    String preparing = "tls-sunset: preparing faster starts (once per build) …";

    assertThat(run()).isEqualTo(new Result(0, List.of(preparing, "ran")));
    assertThat(target("classes-17.jsa")).hasContent("made");
    assertThat(target("inspect-17.jsa")).hasContent("made");
    assertThat(run()).isEqualTo(RAN);

    Path copy = folder.resolve("copy");
    assertThat(new ProcessBuilder("cp", "-rp", home.toString(), copy.toString()).start().waitFor())
        .isZero();
    home = copy;
    assertThat(run()).isEqualTo(new Result(0, List.of(preparing, "ran")));
    assertThat(run()).isEqualTo(RAN);

    write(folder.resolve("java/release"), "JAVA_VERSION=\"17.0.2\"");
    assertThat(run()).isEqualTo(new Result(0, List.of(preparing, "ran")));
  }

  @Test
  void temporaryFilesGoWhereTheyAreAsked() throws Exception {
    built();

    assertThat(run("/bin/sh", "-c", "TMPDIR=/var/tmp exec \"$0\" \"$@\""))
        .isEqualTo(new Result(0, List.of("temporary /var/tmp", "ran")));
  }
}
