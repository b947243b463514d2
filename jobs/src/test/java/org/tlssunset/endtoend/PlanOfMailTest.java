package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.warehouse.SharedSpark;

/** What a plan says of those who send mail, from the logs of their sessions on. */
class PlanOfMailTest {

  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();
  private int sessions;

  @BeforeEach
  void warehouse() {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
  }

  /**
   * A session of a day of March 2024.
   *
   * @param version as Exchange writes it behind SP_PROT_; empty: without TLS
   * @param events behind the greetings
   */
  private void session(
      int day, String connector, String peer, String version, List<String> events) {
    String id = "08DC%012d".formatted(++sessions);
    List<String> all = new ArrayList<>(List.of("+,,", ">,220 EX1 ready,", "<,EHLO " + peer + ","));
    all.add(">,250 EX1 Hello,");
    if (!version.isEmpty()) {
      all.addAll(List.of("<,STARTTLS,", ">,220 2.0.0 SMTP server ready,"));
      all.add(LogFiles.handshake(version));
      all.addAll(List.of("<,EHLO " + peer + ",", ">,250 EX1 Hello,"));
    }
    all.addAll(events);
    for (int i = 0; i < all.size(); i++) {
      lines.add(
          "2024-03-%02dT10:%02d:%02d.000Z,%s,%s,%d,10.0.0.5:25,%s:4711,%s"
              .formatted(day, sessions % 60, i, connector, id, i, peer, all.get(i)));
    }
  }

  private Command run(String command, String... arguments) throws IOException {
    return Command.run(
        Stream.concat(
                Stream.of(command, "--warehouse", folder.resolve("warehouse").toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private List<String> plan(String... columns) throws IOException {
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    archive.write("RECV20240301-1.LOG", lines.toArray(String[]::new));
    Files.writeString(
        folder.resolve("own.conf"), "tls-sunset.plan { disable = [\"TLS 1.0\", \"TLS 1.1\"] }");
    Command night =
        run(
            "nightly",
            "--archive",
            archive.path(),
            "--config",
            folder.resolve("own.conf").toString());
    assertThat(night.exitCode()).as(night.err()).isIn(0, 3);
    Command answer =
        run(
            "sql",
            "--format",
            "csv",
            "-e",
            "SELECT client, %s FROM plan_clients WHERE role = 'client' ORDER BY 1"
                .formatted(String.join(", ", columns)));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out().lines().skip(1).toList();
  }

  /** What is not logged of a session may have been the mail: nobody is called a scanner for it. */
  @Test
  void whoseSessionIsCutIsNotOutsideThePlan() throws IOException {
    session(4, "EX1\\Default", "192.0.2.1", "TLS1_2", LogFiles.MAIL);
    session(5, "EX1\\Default", "192.0.2.7", "TLS1_0", List.of());
    session(5, "EX1\\Default", "192.0.2.8", "TLS1_0", LogFiles.MAIL.subList(0, 6));
    session(5, "EX1\\Default", "192.0.2.9", "TLS1_0", LogFiles.MAIL.subList(7, 10));

    // The last one's session is whole, and nothing was sent in it: it is outside.
    assertThat(plan("status", "effect"))
        .containsExactly(
            "192.0.2.1,modern-only,unaffected",
            "192.0.2.7,legacy-only,stops",
            "192.0.2.8,legacy-only,stops");
  }

  /** A number stands for the version that Schannel knows by it, or for nothing that is known. */
  @Test
  void aVersionThatNobodyKnowsIsNeitherOldNorModern() throws IOException {
    session(4, "EX1\\Default", "192.0.2.1", "TLS1_2", LogFiles.MAIL);
    session(5, "EX1\\Default", "192.0.2.7", "64", LogFiles.MAIL);
    session(5, "EX1\\Default", "192.0.2.8", "5000", LogFiles.MAIL);
    session(5, "EX1\\Default", "192.0.2.9", "TLS1_4", LogFiles.MAIL);

    assertThat(plan("status", "effect"))
        .containsExactly(
            "192.0.2.1,modern-only,unaffected",
            "192.0.2.7,legacy-only,stops",
            "192.0.2.8,unknown,unknown",
            "192.0.2.9,modern-only,unaffected");
  }

  /** Receive connectors of two servers may bear one name, and take mail in other ways. */
  @Test
  void whoIsTakenInClearElsewhereStops() throws IOException {
    session(4, "EX1\\Default", "192.0.2.1", "TLS1_2", LogFiles.MAIL);
    session(5, "EX1\\Default", "192.0.2.7", "TLS1_0", LogFiles.MAIL);
    session(4, "EX1\\Default", "192.0.2.8", "", LogFiles.MAIL);
    session(5, "EX1\\Default", "192.0.2.8", "TLS1_0", LogFiles.MAIL);
    session(4, "EX2\\Default", "192.0.2.7", "", LogFiles.MAIL);

    assertThat(plan("effect"))
        .containsExactly("192.0.2.1,unaffected", "192.0.2.7,stops", "192.0.2.8,falls-to-cleartext");
  }
}
