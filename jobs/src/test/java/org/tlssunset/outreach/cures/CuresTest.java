package org.tlssunset.outreach.cures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlssunset.outreach.owners.Language;
import org.tlssunset.schema.ClientKind;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Protocol;

class CuresTest {

  private static final Cures CURES = Cures.read();

  private static Traits client(String protocol, String kind, @Nullable String program) {
    return new Traits("client", "inbound", protocol, kind, program, Effect.STOPS.label(), false);
  }

  @Test
  void eachIsThereInBothLanguagesAndHasASource() {
    assertThat(CURES.cures())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            cure -> {
              isInBoth(cure.title());
              isInBoth(cure.text());
              areSources(cure.sources());
            });
    assertThat(CURES.symptoms())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            symptom -> {
              isInBoth(symptom.text());
              areSources(symptom.sources());
              assertThat(symptom.says()).allSatisfy(said -> assertThat(said).isNotBlank());
            });
  }

  private static void isInBoth(Texts texts) {
    assertThat(texts.english()).isNotBlank();
    assertThat(texts.german()).isNotBlank();
  }

  private static void areSources(List<Source> sources) {
    assertThat(sources)
        .isNotEmpty()
        .allSatisfy(
            source -> {
              assertThat(source.title()).isNotBlank();
              assertThat(source.url()).startsWith("https://").doesNotContain(" ");
            });
  }

  @ParameterizedTest
  @EnumSource(ClientKind.class)
  void everyKindOfClientHasAnAnswer(ClientKind kind) {
    for (Protocol protocol : Protocol.values()) {
      Traits client = client(protocol.label(), kind.label(), null);

      assertThat(CURES.cure(client).text().in(Language.GERMAN)).isNotBlank();
      assertThat(CURES.symptom(client).text().in(Language.ENGLISH)).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mapi-http | mail-client | Outlook 14 on Windows 7 | KB3140245",
        "mapi-http | mail-client | Outlook 12 on Windows 7 | still supported",
        "mapi-http | mail-client | Outlook 14 on Windows XP | no TLS 1.2 there",
        "mapi-http | mail-client | Outlook 16 on Windows 10 | uses it by default",
        "mapi-http | mail-client | Outlook 16 on Windows | Later versions of Windows",
        "ews | mail-client | Outlook for Mac 15 on macOS | macOS",
        "ews | library | EWS Managed API 15 | SchUseStrongCrypto",
        "ews | library | Java 7 | jdk.tls.client.protocols",
        "ews | library | JavaThing 7 | Update the program",
        "ews | library | | Update the program",
        "ews | script | curl 7 | openssl version",
        "smtp | device | Canon | firmware",
        "smtp | unknown | | find out what sends mail",
        "activesync | mobile | Android Mail 4 on Android | 5.0",
        "owa | browser | Internet Explorer 11 on Windows 7 | Internet options",
        "ews | unknown | | find out what program",
      })
  void theFirstRuleThatFitsDecides(String protocol, String kind, String program, String words) {
    assertThat(CURES.cure(client(protocol, kind, program)).text().english()).contains(words);
  }

  @Test
  void whoIsTakenAlongNeedsDoNothing() {
    Traits taken =
        new Traits("client", "inbound", "ews", "library", "Java 7", Effect.STOPS.label(), true);

    assertThat(CURES.cure(taken).text().english()).startsWith("Nothing has to be done");
  }

  @Test
  void errorsAreTheVeryWords() {
    assertThat(said("smtp", "device", null))
        .containsExactly(
            "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to"
                + " support TLS 1.2.");
    assertThat(said("ews", "library", "Java 6"))
        .contains("javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version");
    assertThat(said("ews", "library", ".NET 4"))
        .contains("The request was aborted: Could not create SSL/TLS secure channel.");
    assertThat(said("ews", "other", "Thing")).isEmpty();
  }

  private static List<String> said(String protocol, String kind, @Nullable String program) {
    return CURES.symptom(client(protocol, kind, program)).says();
  }

  @Test
  void whoFallsToClearTextSeesNoError() {
    Traits falls =
        new Traits(
            "client", "inbound", "smtp", null, null, Effect.FALLS_TO_CLEARTEXT.label(), false);

    assertThat(CURES.symptom(falls).text().english()).startsWith("No error appears");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind = servant, sources = [x], en { title = a, text = b }, de { title = a, text = b } | kind",
        "sources = [y], en { title = a, text = b }, de { title = a, text = b } | sources",
        "en { title = a, text = b }, de { title = a, text = b } | sources",
        "sources = [x], en { title = a, text = b }, de { title = a } | text",
        "sources = [x], en { title = a, text = b }, de { title = a, text = \" \" } | text",
        "kinds = server, sources = [x], en { title = a, text = b }, de { title = a, text = b } | kinds",
        "kind = server, sources = [x], en { title = a, text = b }, de { title = a, text = b } | cures",
      })
  void aRuleThatIsWrongIsNamed(String rule, String key) {
    String text =
        Stream.of(
                "sources { x { title = t, url = u } }",
                "symptoms = [ { en = a, de = b, sources = x } ]",
                "cures = [ { " + rule + " } ]")
            .reduce("", (all, line) -> all + line + "\n");

    assertThatThrownBy(() -> Cures.of(ConfigFactory.parseString(text)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("3");
  }
}
