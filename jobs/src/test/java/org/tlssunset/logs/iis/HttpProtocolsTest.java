package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.oneOf;
import static org.tlssunset.RandomCases.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.LogParser;
import org.tlssunset.schema.Protocol;

class HttpProtocolsTest {

  private static final Map<String, Protocol> SEGMENTS =
      Map.ofEntries(
          Map.entry("mapi", Protocol.MAPI_HTTP),
          Map.entry("rpc", Protocol.OUTLOOK_ANYWHERE),
          Map.entry("rpcwithcert", Protocol.OUTLOOK_ANYWHERE),
          Map.entry("ews", Protocol.EWS),
          Map.entry("microsoft-server-activesync", Protocol.ACTIVESYNC),
          Map.entry("api", Protocol.REST),
          Map.entry("owa", Protocol.OWA),
          Map.entry("ecp", Protocol.ECP),
          Map.entry("oab", Protocol.OAB),
          Map.entry("autodiscover", Protocol.AUTODISCOVER),
          Map.entry("powershell", Protocol.POWERSHELL),
          Map.entry("powershell-liveid", Protocol.POWERSHELL));

  private static Protocol of(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    byte[] buffer = Arrays.copyOf(bytes, bytes.length + LogParser.SLACK);
    // What follows the path must not matter.
    Arrays.fill(buffer, bytes.length, buffer.length, (byte) '/');
    return HttpProtocols.ofPath(buffer, 0, bytes.length);
  }

  @Test
  void everyNameAloneAndBeforeMoreInAnyCase() {
    SEGMENTS.forEach(
        (segment, protocol) -> {
          assertThat(of("/" + segment)).as(segment).isEqualTo(protocol);
          assertThat(of("/" + segment + "/")).as(segment).isEqualTo(protocol);
          assertThat(of("//" + segment)).as(segment).isEqualTo(protocol);
          assertThat(of("/".repeat(20) + segment + "/")).as(segment).isEqualTo(protocol);
          assertThat(of("/" + segment + "/x/y.aspx")).as(segment).isEqualTo(protocol);
          assertThat(of("/" + segment.toUpperCase(Locale.ROOT))).as(segment).isEqualTo(protocol);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/////////",
        "-",
        "owa",
        "/owax",
        "/ow",
        "/x/owa",
        "/mapix/emsmdb",
        "/api.x",
        "/Microsoft-Server_ActiveSync/default.eas",
        "/aspnet_client/system_web"
      })
  void anythingElseIsOtherHttp(String path) {
    assertThat(of(path)).isEqualTo(Protocol.OTHER_HTTP);
  }

  @Test
  void agreesWithTheTable() {
    RandomCases.each(
        20_000,
        random -> {
          String letters = "/aApiowOWb\u0080\r";
          String name = oneOf(random, "owa", "API", "rpc", "Oab", "powershell-liveid", "");
          String path = text(random, 0, 3, "////b") + name + text(random, 0, 255, letters);
          String[] segments = path.replaceFirst("^/+", "/").split("/", 3);
          Protocol expected =
              path.startsWith("/")
                  ? SEGMENTS.getOrDefault(segments[1].toLowerCase(Locale.ROOT), Protocol.OTHER_HTTP)
                  : Protocol.OTHER_HTTP;
          assertThat(of(path)).isEqualTo(expected);
        });
  }

  @Test
  void everyOtherThreeLettersAreOtherHttp() {
    for (char a = '\u0001'; a <= '\u00FF'; a++) {
      for (char b = '\u0001'; b <= '\u00FF'; b++) {
        boolean isOwa = (a == 'o' || a == 'O') && (b == 'w' || b == 'W');
        if (a != '/' && b != '/') {
          assertThat(of("/" + a + b + "a")).isEqualTo(isOwa ? Protocol.OWA : Protocol.OTHER_HTTP);
        }
      }
    }
  }
}
