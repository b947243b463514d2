package org.tlssunset.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which program is behind a user agent: agents as logs have them. */
class AgentsTest {

  private static final String OUTLOOK =
      """
      # agent | kind | product | major version | system
      Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.16731; Pro) | mail-client | Outlook | 16 | Windows 10
      Microsoft Office/16.0 (Windows NT 6.1; Microsoft Outlook 16.0.4266; Pro) | mail-client | Outlook | 16 | Windows 7
      Microsoft Office/15.0 (Windows NT 6.2; Microsoft Outlook 15.0.4420; Pro) | mail-client | Outlook | 15 | Windows 8
      Microsoft Office/14.0 (Windows NT 6.1; Microsoft Outlook 14.0.7268; Pro) | mail-client | Outlook | 14 | Windows 7
      Microsoft Office/14.0 (Windows NT 5.1; Microsoft Outlook 14.0.4536; Pro; MSOffice 14) | mail-client | Outlook | 14 | Windows XP
      Microsoft Office/14.0 (Windows NT 6.0; Microsoft Outlook 14.0.4760; Pro) | mail-client | Outlook | 14 | Windows Vista
      Microsoft Office/12.0 (Windows NT 6.1; Microsoft Office Outlook 12.0.6739; Pro) | mail-client | Outlook | 12 | Windows 7
      Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/4.0; SLCC2; .NET CLR 2.0.50727; InfoPath.3; Microsoft Outlook 14.0.6131; ms-office) | mail-client | Outlook | 14 | Windows 7
      Microsoft Office/16.0 (Windows NT 10.0; Microsoft Word 16.0.4266; Pro) | other | Microsoft Office | 16 | Windows 10
      Microsoft Office/16.0 (Windows NT 10.0; 4266) | other | Microsoft Office | 16 | Windows 10
      Outlook/16.0 (16.0.13127.21506; C2R; x86) | mail-client | Outlook | 16 | Windows
      MSRPC | mail-client | MSRPC | | Windows
      microsoft.windowscommunicationsapps | mail-client | Windows Mail | | Windows
      MSFT-WIN-3/10.0.18363 | mail-client | Windows Mail | | Windows
      MacOutlook/14.3.2.130206 (Intel Mac OS X 10.8.3) | mail-client | Outlook for Mac | 14 | macOS
      MacOutlook/16.78.23100802 (Intelx64 Mac OS X Version 13.6 (Build 22G120)) | mail-client | Outlook for Mac | 16 | macOS
      Microsoft-MacOutlook/f.27.0.171010 | mail-client | Outlook for Mac | 15 | macOS
      Microsoft-MacOutlook/10.19.0.190512 | mail-client | Outlook for Mac | 16 | macOS
      Microsoft-MacOutlook/16.38.20061401 | mail-client | Outlook for Mac | 16 | macOS
      Outlook-iOS-Android/1.0 | mobile | Outlook Mobile | 1 |
      Outlook-iOS/2.0 | mobile | Outlook Mobile | 2 | iOS
      Outlook-Android/2.0 | mobile | Outlook Mobile | 2 | Android
      """;

  private static final String PHONES_AND_MACS =
      """
      Apple-iPad7C2/1805.212 | mobile | iOS Accounts | 14 | iOS
      Apple-iPhone12C1/1801.99 | mobile | iOS Accounts | 14 | iOS
      Apple-iPhone3C1/902.206 | mobile | iOS Accounts | 5 | iOS
      Apple-iPhone2C1/705.018 | mobile | iOS Accounts | 3 | iOS
      Apple-iPhone16C6/2204.384 | mobile | iOS Accounts | 18 | iOS
      Apple-iPhone18C1/2301.341 | mobile | iOS Accounts | 26 | iOS
      Apple-iPhone3C1/812.1 | mobile | iOS Accounts | 4 | iOS
      Apple-iPhone99C1/9901.1 | mobile | iOS Accounts | | iOS
      Apple-iPhone | mobile | iOS Accounts | | iOS
      iOS/16.1 (20B82) exchangesyncd/1.0 | mobile | iOS Accounts | 16 | iOS
      iOS/11.2.6 (15D100) dataaccessd/1.0 | mobile | iOS Accounts | 11 | iOS
      Mac OS X/10.8.3 (12D78); ExchangeWebServices/3.0 (157); Mail/6.3 (1503) | mail-client | Apple Mail | 6 | macOS
      macOS/12.6 (21G115) Mail/16.0 | mail-client | Apple Mail | 16 | macOS
      Mac OS X/10.13.6 (17G65) CalendarAgent/930.5 | mail-client | Apple Calendar | 930 | macOS
      Mac+OS+X/10.15.7+(19H2026)+CalendarAgent/954.9 | mail-client | Apple Calendar | 954 | macOS
      Mac_OS_X/10.9 (13A603) CalendarAgent/174 | mail-client | Apple Calendar | 174 | macOS
      macOS/13.0 (22A380) accountsd/113 | mail-client | macOS Accounts | | macOS
      AppleExchangeWebServices/818.120.2 accountsd/113 | mail-client | macOS Accounts | 818 | macOS
      Business/6.28.1.8 CFNetwork/1220.1 Darwin/20.3.0 | other | Business | 6 |
      Android-Mail/2020.11.29.346182102.Release | mobile | Android Mail | 2020 | Android
      Android-Mail/7.7.16.163886392.release | mobile | Android Mail | 7 | Android
      Android/7.0-EAS-2.0 | mobile | Android Mail | 7 | Android
      Android/4.2.1-EAS-1.3 | mobile | Android Mail | 4 | Android
      Android-EAS/0.1 | mobile | Android Mail | | Android
      Android-SAMSUNG-GT-I9100/101.20302 | mobile | Samsung Email | 2 | Android
      Android-SAMSUNG-SM-G313/101.40404 | mobile | Samsung Email | 4 | Android
      SAMSUNG-SM-G355M/101.40402 | mobile | Samsung Email | 4 | Android
      SAMSUNG-SM-S911B/101.130000 | mobile | Samsung Email | | Android
      SAMSUNGSCHS720C/2.3.6-EAS-1.2 | mobile | Samsung Email | | Android
      Nine-SmFtRVNf | mobile | Nine | | Android
      motorola-DROIDRAZR/1.0 | mobile | Motorola Email | | Android
      TouchDown(MSRPC)/8.1.00020/ | mobile | TouchDown | 8 | Android
      MSFT-WP/8.10.14219 (gzip) | mobile | Windows Phone Mail | 8 | Windows Phone
      MSFT-SPhone/5.2.402 | mobile | Windows Mobile | | Windows Mobile
      """;

  private static final String SERVERS_AND_TOOLS =
      """
      ExchangeInternalEwsClient-AuditLog-ComplianceAuditService-AdminAuditWriter | server | Exchange | |
      ExchangeWebServicesProxy/CrossSite/EXCH/14.15.0129.007/Mac OS X/10.6.8 | server | Exchange | |
      ASProxy/CrossForest/Directory//15.01.2507.000 | server | Exchange | |
      ASAutoDiscover/CrossForest/EmailDomain//15.00.0995.012 | server | Exchange | |
      OwaProxy | server | Exchange | |
      MSExchangeRPC | server | Exchange | |
      SkypeSpaces/1.0a$*+(AppId=cc15fd57-2c6c-4117-a88c-1234566b4bbe) | server | Teams | 1 |
      OC/16.0.4405.1000 (Skype for Business) | mail-client | Skype for Business | 16 | Windows
      UCCAPI/16.0.12527.20122 OC/16.0.12527.20194 (Skype for Business) | mail-client | Skype for Business | 16 | Windows
      UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 | mail-client | Skype for Business | 15 | Windows
      UCCAPI/4.0.7577.0 OC/4.0.7577.0 (Microsoft Lync 2010) | mail-client | Lync | 2010 | Windows
      Sipe/1.18.2 | mail-client | Pidgin SIPE | 1 |
      Evolution/3.10.2 | mail-client | Evolution | 3 | Linux
      Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Thunderbird/102.4.0 | mail-client | Thunderbird | 102 | Linux
      Microsoft WinRM Client | script | WinRM | | Windows
      Microsoft+WinRM+Client | script | WinRM | | Windows
      Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.17763.1 | script | PowerShell | 5 | Windows 10
      curl/7.58.0 | script | curl | 7 |
      SharePoint/16.0 | server | SharePoint | 16 | Windows
      curl/7.46.0 | script | curl | 7 |
      curl/7.38.0 | script | curl | 7 |
      ExchangeServicesClient/15.00.0913.015 | library | EWS Managed API | 15 |
      Acme (ExchangeServicesClient/0.0.0.0) | library | EWS Managed API | 0 |
      exchangelib/4.7.2 (python-requests/2.28.1) | library | exchangelib | 4 |
      python-requests/2.31.0 | library | python-requests | 2 |
      Python-urllib/3.9 | library | Python | 3 |
      Go-http-client/1.1 | library | Go | |
      Java/1.7.0_80 | library | Java | 7 |
      Java/1.6.0_45 | library | Java | 6 |
      Java/11.0.2 | library | Java | 11 |
      Apache-HttpClient/4.5.13 (Java/1.8.0_292) | library | Apache HttpClient | 4 |
      Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 2.0.50727.8800) | library | .NET | 2 | Windows
      Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 4.0.30319.42000) | library | .NET | 4 | Windows
      Mozilla/4.0 (compatible; Win32; WinHttp.WinHttpRequest.5) | library | WinHTTP | 5 | Windows
      Mozilla/3.0 (compatible; Indy Library) | library | Indy | |
      Mozilla/4.0 (compatible; Synapse) | library | Synapse | |
      MS-WebServices/1.0 | library | Windows Web Services | 1 | Windows
      axios/0.21.1 | library | axios | 0 |
      Microsoft BITS/7.8 | other | BITS | 7 | Windows
      Microsoft-WebDAV-MiniRedir/10.0.19041 | other | WebDAV Mini-Redirector | 10 | Windows
      """;

  private static final String MONITORS_AND_BROWSERS =
      """
      AMProbe/Local/ClientAccess | monitoring | Exchange | |
      OBD_AMProbe/OutsideIn/ae0f15d0 (ExchangeServicesClient/15.01.0435.000) | monitoring | Exchange | |
      Ews_AM_Probe/Local (ExchangeServicesClient/15.01.2375.007) | monitoring | Exchange | |
      Mozilla/4.0 (compatible; MSIE 9.0; MSEXCHMON; ACTIVEMONITORING; OWACTP) | monitoring | Exchange | |
      Mozilla/4.0 (MONITORINGWEBCLIENT) | monitoring | Exchange | |
      MSExchangeActiveMonitoring/15 | monitoring | Exchange | |
      MSExchangeMonitoring | monitoring | Exchange | |
      KEMP | monitoring | Kemp LoadMaster | |
      KEMP 1.0 | monitoring | Kemp LoadMaster | |
      ELB-HealthChecker/2.0 | monitoring | Elastic Load Balancing | 2 |
      BIG-IP | monitoring | F5 BIG-IP | |
      Mozilla/5.0+(compatible;+MSIE+9.0;+Windows+NT+6.1;+Trident/5.0;+AppInsights) | monitoring | Application Insights | |
      Mozilla/5.0 zgrab/0.x | crawler | zgrab | 0 |
      Expanse, a Palo Alto Networks company, searches across the global IPv4 space | crawler | Expanse | |
      Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/) | crawler | Censys | 1 |
      Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; Touch; rv:11.0) like Gecko | browser | Internet Explorer | 11 | Windows 10
      Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0) | browser | Internet Explorer | 11 | Windows 7
      Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; WOW64; Trident/6.0) | browser | Internet Explorer | 10 | Windows 7
      Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1) | browser | Internet Explorer | 8 | Windows XP
      Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Safari/537.36 | browser | Chrome | 52 | Windows 7
      Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.6367.210 Safari/537.36 | browser | Chrome | 124 | Windows 10
      Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91 | browser | Edge | 120 | Windows 10
      Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15254 | browser | Edge Legacy | 15 | Windows Phone
      Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 | browser | Chrome | 120 | Android
      Mozilla/5.0 (iPhone; CPU iPhone OS 16_7_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1 | browser | Safari | 16 | iOS
      Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15 | browser | Safari | 17 | macOS
      Mozilla/5.0 (Linux; U; Android 4.1.1; el-gr; MB525 Build/JRO03H) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30 | browser | Android Browser | 4 | Android
      Mozilla/5.0 (Linux; Android 5.1; Nexus 5 Build/LMY47I) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/40.0.0.0 Mobile Safari/537.36 | mobile | Android WebView | 40 | Android
      Mozilla/5.0 (BB10; Touch) AppleWebKit/537.10+ (KHTML, like Gecko) Version/10.2.1.1055 Mobile Safari/537.10+ | browser | BlackBerry Browser | 10 | BlackBerry
      Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Teams/1.5.00.9163 Chrome/85.0.4183.121 Electron/10.4.7 Safari/537.36 | mail-client | Teams | 1 | Windows 10
      Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/119.0.0.0 Safari/537.36 | script | Headless Chrome | 119 | Linux
      Mozilla/5.0 (Windows NT 6.3; WOW64; rv:36.0) Gecko/20100101 Firefox/36.0 | browser | Firefox | 36 | Windows 8.1
      """;

  private static final String UNKNOWN =
      """
      - | unknown | | |
      '' | unknown | | |
      Mozilla/5.0 | unknown | | |
      Mozilla | unknown | | |
      Mozilla/5.0 (Windows NT 6.1) | unknown | | | Windows 7
      Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 | unknown | | | iOS
      Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_6) AppleWebKit/605.1.15 (KHTML, like Gecko) | unknown | | | macOS
      Mozilla/4.0 (compatible; Win32; Contoso) | unknown | | |
      Mozilla/5.0 (compatible; Contoso Connector 3.1) | unknown | | |
      Mozilla/5.0 (compatible; Contoso-Connector/3.1; Linux) | other | Contoso-Connector | 3 | Linux
      OldBrowser/1.0 | other | OldBrowser | 1 |
      User/Agent | unknown | | |
      Contoso-ERP/3.12 (build 7) | other | Contoso-ERP | 3 |
      Contoso-Scan | other | Contoso-Scan | |
      BIG-IP Edge Client | unknown | | |
      Contoso Mailer 3 | unknown | | |
      Device4711000123/1.0 | unknown | | |
      () { :; }; /bin/ping | unknown | | |
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = OUTLOOK)
  void outlook(String agent, String kind, String product, String major, String os) {
    expect(agent, kind, product, major, os);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = PHONES_AND_MACS)
  void phonesAndMacs(String agent, String kind, String product, String major, String os) {
    expect(agent, kind, product, major, os);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = SERVERS_AND_TOOLS)
  void serversAndTools(String agent, String kind, String product, String major, String os) {
    expect(agent, kind, product, major, os);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = MONITORS_AND_BROWSERS)
  void monitorsAndBrowsers(String agent, String kind, String product, String major, String os) {
    expect(agent, kind, product, major, os);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = UNKNOWN)
  void unknownIsAnAnswer(String agent, String kind, String product, String major, String os) {
    expect(agent, kind, product, major, os);
  }

  private static void expect(String agent, String kind, String product, String major, String os) {
    Program program = Programs.known().ofAgent(agent);
    assertThat(program.kind().label()).isEqualTo(kind);
    assertThat(program.product()).isEqualTo(product);
    assertThat(program.majorVersion()).isEqualTo(major);
    assertThat(program.osFamily()).isEqualTo(os);
  }
}
