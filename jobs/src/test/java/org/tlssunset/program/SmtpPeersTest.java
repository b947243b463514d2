package org.tlssunset.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.ClientKind;
import org.tlssunset.schema.Direction;

/** What is known of SMTP's other end from the name that it gives itself. */
class SmtpPeersTest {

  private final Programs programs = Programs.known();

  @ParameterizedTest
  @CsvSource({
    "BRN001BA9123456, device, Brother,",
    "BRW008092AABBCC.corp.contoso.com, device, Brother,",
    "RNP002673721B98, device, Ricoh,",
    "NPI5A1B2C, device, HP,",
    "npi5a1b2c.contoso.com, device, HP,",
    "HP10604B8F6E0C, device, HP,",
    "XRX0000AAAC292D, device, Xerox,",
    "ET0021B7427721, device, Lexmark,",
    "KM12ABCD, device, Kyocera,",
    "KMBT3DA1B2, device, Konica Minolta,",
    "EPSON1A2B3C, device, Epson,",
    "Canon3a4b5c, device, Canon,",
    "SEC001599EEEAD0, device, Samsung printer,",
    "WIN-A1B2C3D4E5F, unknown, , Windows",
    "DESKTOP-8F2K1QX, unknown, , Windows 10",
    "LAPTOP-8F2K1QX.contoso.com, unknown, , Windows 10",
    "EUR05-DB8-obe.outbound.protection.outlook.com, gateway, Exchange Online,",
    "mx0a-00123401.pphosted.com., gateway, Proofpoint,",
    "eu-smtp-delivery-1.mimecast.com, gateway, Mimecast,",
    "mail6.bemta24.messagelabs.com, gateway, Symantec Email Security,",
    "mail-wm1-f52.google.com, gateway, Google,",
    "a8-31.smtp-out.amazonses.com, gateway, Amazon SES,",
  })
  void callers(String ehlo, String kind, String product, String os) {
    Program program = programs.ofSmtp(ehlo, Direction.INBOUND);
    assertThat(program.kind().label()).isEqualTo(kind);
    assertThat(program.product()).isEqualTo(product);
    assertThat(program.majorVersion()).isNull();
    assertThat(program.osFamily()).isEqualTo(os);
  }

  /** Nothing tells an Exchange server from another host, nor a name from one that looks like it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[10.1.2.3]",
        "[IPv6:2001:db8::1]",
        "localhost",
        "mgt.my.domain.tld",
        "ex01.corp.contoso.com",
        "BRN001BA912345",
        "BRN001BA91234567",
        "brno-mail.contoso.com",
        "KMATTHEWS",
        "HP123456",
        "WIN-SERVER",
        "notgoogle.com",
        "google.com.example.org"
      })
  void unknownCallers(String ehlo) {
    assertThat(programs.ofSmtp(ehlo, Direction.INBOUND)).isEqualTo(Program.UNKNOWN);
  }

  @Test
  void aCallerWithoutAName() {
    assertThat(programs.ofSmtp(null, Direction.INBOUND)).isEqualTo(Program.UNKNOWN);
  }

  @Test
  void whomWeSendMailToIsAMailServer() {
    Program server = new Program(ClientKind.SERVER, null, null, null);
    assertThat(programs.ofSmtp(null, Direction.OUTBOUND)).isEqualTo(server);
    assertThat(programs.ofSmtp("my-mail.my.domain.tld", Direction.OUTBOUND)).isEqualTo(server);
    assertThat(programs.ofSmtp("KM12ABCD", Direction.OUTBOUND)).isEqualTo(server);
  }

  @Test
  void aServiceThatWeSendMailToHasItsName() {
    String host = "DB8EUR05FT012.mail.protection.outlook.com";
    assertThat(programs.ofSmtp(host, Direction.OUTBOUND))
        .isEqualTo(new Program(ClientKind.GATEWAY, "Exchange Online", null, null));
  }
}
