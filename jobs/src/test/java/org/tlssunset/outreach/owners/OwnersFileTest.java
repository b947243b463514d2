package org.tlssunset.outreach.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.servers.registry.UnreadText;

class OwnersFileTest {

  private static final int DAY = (int) LocalDate.parse("2026-03-01").toEpochDay();

  /** Each beats all before it. */
  private static final List<String> LINES =
      List.of(
          "CONTOSO,,,,domain",
          ",10.0.0.0/8,,,network",
          ",10.1.0.0/16,,,longer network",
          ",,*.contoso.com,,names",
          ",,scan-*.contoso.com,,longer names",
          ",,,CONTOSO\\*,users",
          ",,,CONTOSO\\svc-*,longer users",
          ",,scan-4.contoso.com,,name",
          ",10.1.2.3,,,address",
          ",,,svc-scan,user",
          ",10.0.0.0/8,,svc-scan,user in a network",
          ",10.1.0.0/16,,svc-scan,user in a longer network");

  private static OwnersFile read(String... lines) throws IOException {
    return OwnersFile.read("owners.csv", new StringReader(String.join("\r\n", lines)));
  }

  private static @Nullable String owner(
      OwnersFile file, @Nullable String address, @Nullable String name, @Nullable String user) {
    List<String> names = name == null ? List.of() : List.of(name);
    return file.owners().of(new Subject(address, names, user, DAY)).map(Owner::name).orElse(null);
  }

  @Test
  void columnsAreNamedAsPeopleNameThem() throws IOException {
    OwnersFile file =
        read(
            "# from the asset database",
            "IP-Address;Host Name;User Name;Team;E-Mail;Language;Valid From;Valid Until",
            "10.1.2.0/24;;;Printing;print@contoso.com;de;;",
            ";scan-*;;\"Scanning; all\";;;2026-01-01;2026-03-01");

    assertThat(file.unread()).isEmpty();
    assertThat(file.owners().of(new Subject("10.1.2.9", List.of(), null, DAY)))
        .contains(new Owner("Printing", "print@contoso.com", Language.GERMAN));
    assertThat(file.owners().of(new Subject(null, List.of("SCAN-4.contoso.com"), null, DAY)))
        .contains(new Owner("Scanning; all", "", Language.ENGLISH));
    assertThat(file.owners().of(new Subject(null, List.of("scan-4"), null, DAY + 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3/24,,A,,,, | holds '10.1.2.3/24', an address within a network: write 10.1.2.0/24, or 10.1.2.3",
        "10.1.2.0/24,,,,,, | names no owner: give one, or take the line out",
        ",,A,,,, | fits every client: give a network, a name, a user or a domain",
        "10.1.2.3,,A,nobody,,, | holds 'nobody', which is no mail address: write it as scan-team@contoso.com",
        "10.1.2.3,,A,,fr,, | holds 'fr', which is no language of letters: write en or de",
        "10.1.2.3,,A,,,1.3.2026, | holds '1.3.2026', which is no day: write it as 2026-03-01",
        "10.1.2.3,,A,,,2026-03-02,2026-03-01 | ends before it begins (from 2026-03-02, until 2026-03-01): mend one of them",
        "10.1.2.3,\"x,A,,,, | has a quote that is not closed: double a quote within a field, or take it out"
      })
  void aBadLineIsToldAndTheOthersCount(String line, String reason) throws IOException {
    OwnersFile file = read("network,name,owner,mail,language,from,until", line, "10.9.9.9,,B,,,,");

    assertThat(file.unread()).containsExactly(new UnreadText("owners.csv", 2, reason));
    assertThat(owner(file, "10.9.9.9", null, null)).isEqualTo("B");
  }

  @Test
  void whatListsNoOwnersIsTold() throws IOException {
    assertThat(read("address,name", "10.0.0.1,x").unread().get(0).sentence())
        .startsWith("owners.csv is no list of owners: give CSV with the column owner");
  }

  @Test
  void theMostSpecificLineWins() throws IOException {
    for (int last = 1; last <= LINES.size(); last++) {
      List<String> lines = new ArrayList<>(LINES.subList(0, last));
      Collections.reverse(lines); // where a line stands does not matter
      lines.add(0, "domain,network,name,user,owner");
      OwnersFile file = read(lines.toArray(String[]::new));
      String expected = LINES.get(last - 1).substring(LINES.get(last - 1).lastIndexOf(',') + 1);

      assertThat(owner(file, "10.1.2.3", "scan-4.contoso.com", "CONTOSO\\svc-scan"))
          .isEqualTo(expected);
    }
  }

  @Test
  void ofEqualLinesTheLaterCounts() throws IOException {
    assertThat(owner(read("network,owner", "10.0.0.1,A", "10.0.0.1,B"), "10.0.0.1", null, null))
        .isEqualTo("B");
    assertThat(owner(read("user,owner", "a*c,A", "ab*,B"), null, null, "abc")).isEqualTo("B");
  }

  @Test
  void allConditionsOfALineMustHold() throws IOException {
    OwnersFile file = read("network,user,owner", "10.0.0.0/8,anna,A");

    assertThat(owner(file, "10.0.0.1", null, "CONTOSO\\Anna")).isEqualTo("A");
    assertThat(owner(file, "11.0.0.1", null, "anna")).isNull();
    assertThat(owner(file, "10.0.0.1", null, null)).isNull();
    assertThat(owner(file, null, null, "anna")).isNull();
  }

  @Test
  void anAccountWithItsDomainIsThatDomainsAlone() throws IOException {
    OwnersFile file = read("user;owner", "CONTOSO\\anna;A", "anna@fabrikam.com;B");

    assertThat(owner(file, null, null, "contoso\\anna")).isEqualTo("A");
    assertThat(owner(file, null, null, "anna@fabrikam.com")).isEqualTo("B");
    assertThat(owner(file, null, null, "OTHER\\anna")).isNull();
  }

  @Test
  void mailAndLanguageAreThoseOfTheLastLine() throws IOException {
    OwnersFile file =
        read(
            "network,owner,mail,language",
            "10.0.0.1,Printing,old@contoso.com,en",
            "10.0.0.2,printing,new@contoso.com,de",
            "10.0.0.3,PRINTING,,de");

    assertThat(file.owners().of(new Subject("10.0.0.1", List.of(), null, DAY)))
        .contains(new Owner("Printing", "new@contoso.com", Language.GERMAN));
  }
}
