package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @Property(tries = 20_000)
  void agreesWithTheTable(
      @ForAll @Chars({'/', 'a', 'A', 'p', 'i', 'o', 'w', 'O', 'W', 'b', '\u0080', '\r'})
          String path) {
    String[] segments = path.replaceFirst("^/+", "/").split("/", 3);
    Protocol expected =
        path.startsWith("/")
            ? SEGMENTS.getOrDefault(segments[1].toLowerCase(Locale.ROOT), Protocol.OTHER_HTTP)
            : Protocol.OTHER_HTTP;
    assertThat(of(path)).isEqualTo(expected);
  }

  @Property
  void everyOtherThreeLettersAreOtherHttp(
      @ForAll @CharRange(from = '\u0001', to = '\u00FF') char a,
      @ForAll @CharRange(from = '\u0001', to = '\u00FF') char b) {
    String segment = "" + a + b + "a";
    boolean isOwa = (a == 'o' || a == 'O') && (b == 'w' || b == 'W');
    if (a != '/' && b != '/') {
      assertThat(of("/" + segment)).isEqualTo(isOwa ? Protocol.OWA : Protocol.OTHER_HTTP);
    }
  }
}
