package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.warehouse.SharedSpark;

/** The view {@code client_usage}: to each party its own TLS and program, behind proxies, too. */
class ClientUsageTest {

  private static final String HEADER =
      LogFiles.IIS_HEADER + " X-Forwarded-For X-TLS-Version X-TLS-Cipher";

  private static final String PHONE = "Apple-iPhone11C8/1506.57";

  @TempDir static Path folder;

  @BeforeAll
  static void night() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    Files.writeString(
        folder.resolve("own.conf"),
        """
        tls-sunset.proxies = [
          { name = "KEMP-1", networks = ["10.0.0.9"], kind = tls-ending }
          { name = "NGINX-1", networks = ["10.0.0.8"], kind = tls-ending,
            tls-version-fields = [X-TLS-Version], tls-cipher-fields = [X-TLS-Cipher] }
          { name = "LVS-1", networks = ["10.0.0.7"], kind = layer-4 }
        ]
        """);
    LogFiles logs = new LogFiles(folder.resolve("archive"));
    logs.write(
        "u_ex260302.log",
        HEADER,
        request("08:00:00", "alice", "10.0.0.9", "40 6603 8004 ae06 - - -"),
        request("08:00:01", "-", "10.0.0.9", "40 6603 8004 ae06 - - -"),
        request("09:00:00", "bob", "10.0.0.8", "400 6610 800d ae06 198.51.100.7 TLSv1 RC4-SHA"),
        request("10:00:00", "carol", "198.51.100.9", "100 6801 8003 a400 - - -"),
        request("11:00:00", "dave", "10.0.0.7", "40 6801 8004 a400 - - -"));
    Command night =
        Command.on(
            folder.resolve("warehouse"),
            folder.resolve("own.conf"),
            "nightly",
            "--archive",
            logs.path());
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  private static String request(String time, String user, String caller, String tls) {
    return "2026-03-02 %s 10.0.0.5 POST /Microsoft-Server-ActiveSync/default.eas - 443 %s %s %s 200 %s"
        .formatted(time, user, caller, PHONE, tls);
  }

  private static List<String> asked(String query) {
    Command answer =
        Command.on(
            folder.resolve("warehouse"),
            folder.resolve("own.conf"),
            "sql",
            "--format",
            "csv",
            "-e",
            query);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out().lines().skip(1).toList();
  }

  @Test
  void eachPartyHasItsOwnTls() {
    assertThat(
            asked(
                "SELECT role, party, proxy, tls_outcome, tls_version, cipher, mac, key_exchange, sum(requests)"
                    + " FROM client_usage GROUP BY ALL ORDER BY ALL"))
        .containsExactly(
            "client,alice,KEMP-1,not-logged,,,,,1",
            "client,bob,NGINX-1,negotiated,TLS 1.0,RC4-SHA,,,1",
            "client,carol,,negotiated,TLS 1.1,RC4,MD5,RSA,1",
            "client,dave,LVS-1,negotiated,TLS 1.0,RC4,SHA_1,RSA,1",
            "proxy,KEMP-1,KEMP-1,negotiated,TLS 1.0,3DES,SHA_1,ECDHE,2",
            "proxy,NGINX-1,NGINX-1,negotiated,TLS 1.2,AES_256,SHA_384,ECDHE,1");
  }

  @Test
  void aProxyHasNoneOfItsClientsNames() {
    assertThat(
            asked(
                "SELECT DISTINCT role, party, client, client_name, user_name, user_agent, program, kind"
                    + " FROM client_usage ORDER BY ALL"))
        .containsExactly(
            "client,alice,10.0.0.9 alice,,alice,Apple-iPhone11C8/1506.57,iOS Accounts 11 on iOS,mobile",
            "client,bob,198.51.100.7,,bob,Apple-iPhone11C8/1506.57,iOS Accounts 11 on iOS,mobile",
            "client,carol,198.51.100.9,,carol,Apple-iPhone11C8/1506.57,iOS Accounts 11 on iOS,mobile",
            "client,dave,10.0.0.7 dave,,dave,Apple-iPhone11C8/1506.57,iOS Accounts 11 on iOS,mobile",
            "proxy,KEMP-1,10.0.0.9,KEMP-1,,,,unknown",
            "proxy,NGINX-1,10.0.0.8,NGINX-1,,,,unknown");
  }
}
