package org.tlssunset.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.schema.Labelled;
import org.tlssunset.servers.registry.UnreadText;

/** Versions as people and programs write them, and inventories of them. */
class ServerVersionsTest {

  @ParameterizedTest
  @CsvSource({
    "Windows Server 2012 R2, Windows Server 2012 R2",
    "2012R2, Windows Server 2012 R2",
    "WS2012-r2, Windows Server 2012 R2",
    "Windows Server 2012, Windows Server 2012",
    "6.3.9600, Windows Server 2012 R2",
    "10.0.17763, Windows Server 2019",
    "10.0 (17763), Windows Server 2019",
    "Microsoft Windows [Version 10.0.20348.1], Windows Server 2022",
    "Microsoft Windows Server 2016 Standard, Windows Server 2016",
    "26100, Windows Server 2025",
    "6.1.7600, Windows Server 2008 R2",
    "2008 SP2, Windows Server 2008 SP2",
    "6.0.6003, Windows Server 2008 SP2",
    "Windows 11,",
    "10.0.99999,",
    "Exchange 2010,",
    "'',"
  })
  void windows(String text, String expected) {
    assertThat(WindowsVersion.ofText(text).map(Labelled::label).orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Exchange 2016 CU23, Exchange 2016 CU23",
    "Exchange Server 2016 Cumulative Update 9, Exchange 2016 CU9",
    "Exchange2019CU14, Exchange 2019 CU14",
    "15.1.2507.6, Exchange 2016 CU23",
    "15.1.2507.61, Exchange 2016 CU23",
    "15.02.1748.008, Exchange 2019 CU15",
    "Version 15.2 (Build 1544.4), Exchange 2019 CU14",
    "Version 15.0 (Build 1497.2), Exchange 2013 CU23",
    "15.0.847.32, Exchange 2013 CU4",
    "15.2.221.12, Exchange 2019 RTM",
    "Exchange Server SE RTM, Exchange SE RTM",
    "15.2.2562.17, Exchange SE RTM",
    "Exchange Server Subscription Edition, Exchange SE",
    "Version 14.3 (Build 123.4), Exchange 2010",
    "Exchange 2010 SP3 RU20, Exchange 2010",
    "Exchange 2013, Exchange 2013",
    "Exchange 2007,",
    "8.3.83.6,",
    "Windows Server 2012,",
    "'',"
  })
  void exchange(String text, String expected) {
    assertThat(ExchangeBuild.ofText(text).map(ExchangeBuild::label).orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void anInventoryIsReadByTheNamesOfItsColumns() throws IOException {
    Inventory inventory =
        Inventory.read(
            "servers.csv",
            new StringReader(
                """
                # by hand
                Server;Windows;Exchange
                EX01;2019;Exchange 2019 CU14
                ;2016;
                ex02.corp.local;"Windows Server 2022";
                """));

    assertThat(inventory.entries()).hasSize(2);
    assertThat(inventory.find("EX02"))
        .map(Inventory.Entry::windows)
        .contains("Windows Server 2022");
    assertThat(inventory.find("ex01.corp.local"))
        .map(Inventory.Entry::exchange)
        .contains("Exchange 2019 CU14");
    assertThat(inventory.find("EX03")).isEmpty();
    assertThat(inventory.unread())
        .extracting(UnreadText::sentence)
        .containsExactly("servers.csv:4 names no server: give its name");
  }

  @Test
  void whatIsNoInventoryIsTold() throws IOException {
    assertThat(Inventory.read("x.csv", new StringReader("a,b\n1,2\n")).unread()).hasSize(1);
    assertThat(Inventory.read("x.csv", new StringReader("")).unread()).hasSize(1);
  }
}
