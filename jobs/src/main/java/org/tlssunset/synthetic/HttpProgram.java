package org.tlssunset.synthetic;

import java.util.List;

/**
 * A program that talks HTTP to the mail server.
 *
 * @param userAgent as IIS logs it, with {@code +} for blanks
 * @param calls those made often stand here often
 */
record HttpProgram(String userAgent, List<HttpCall> calls) {

  private static final String ID = "&CorrelationID=<empty>;&cafeReqId=";

  private static final HttpCall MAPI =
      new HttpCall(
          "POST",
          "/mapi/emsmdb/",
          "MailboxId=a7c1f0f2-3c1b-4a7e-9d1e-1b2f3a4c5d6e@contoso.com" + ID,
          "mapi-http");
  private static final HttpCall ADDRESS_BOOK =
      new HttpCall(
          "POST",
          "/mapi/nspi/",
          "MailboxId=a7c1f0f2-3c1b-4a7e-9d1e-1b2f3a4c5d6e@contoso.com" + ID,
          "mapi-http");
  private static final HttpCall EWS = new HttpCall("POST", "/EWS/Exchange.asmx", ID, "ews");
  private static final HttpCall OAB =
      new HttpCall("GET", "/OAB/8f3a0c44-6f1d-4a0b-8c55-0a1b2c3d4e5f/oab.xml", ID, "oab");
  private static final HttpCall AUTODISCOVER =
      new HttpCall("POST", "/Autodiscover/Autodiscover.xml", ID, "autodiscover");
  private static final HttpCall RPC_IN =
      new HttpCall(
          "RPC_IN_DATA",
          "/rpc/rpcproxy.dll",
          "a7c1f0f2-3c1b-4a7e-9d1e-1b2f3a4c5d6e@contoso.com:6001" + ID,
          "outlook-anywhere");
  private static final HttpCall RPC_OUT =
      new HttpCall(
          "RPC_OUT_DATA",
          "/rpc/rpcproxy.dll",
          "a7c1f0f2-3c1b-4a7e-9d1e-1b2f3a4c5d6e@contoso.com:6001" + ID,
          "outlook-anywhere");
  private static final HttpCall PING = activeSync("Ping");
  private static final HttpCall SYNC = activeSync("Sync");

  static final HttpProgram OUTLOOK_2010 =
      new HttpProgram(
          "Microsoft+Office/14.0+(Windows+NT+6.1;+Microsoft+Outlook+14.0.7268;+Pro)",
          List.of(RPC_IN, RPC_OUT, RPC_IN, RPC_OUT, RPC_OUT, EWS, AUTODISCOVER, OAB));
  static final HttpProgram OUTLOOK =
      new HttpProgram(
          "Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.17328;+Pro)",
          List.of(MAPI, MAPI, MAPI, MAPI, MAPI, MAPI, ADDRESS_BOOK, EWS, EWS, AUTODISCOVER, OAB));
  static final HttpProgram OLD_PHONE =
      new HttpProgram("Android-SAMSUNG-GT-I9300/101.403", List.of(PING, PING, SYNC));
  static final HttpProgram PHONE =
      new HttpProgram("Apple-iPhone14C2/2106.102", List.of(PING, PING, SYNC, AUTODISCOVER));
  static final HttpProgram OUTLOOK_MOBILE =
      new HttpProgram("Outlook-iOS-Android/1.0", List.of(PING, SYNC));
  static final HttpProgram MAC_MAIL =
      new HttpProgram("Mac+OS+X/10.15.7+(19H2)+CalendarAgent/930.5.1", List.of(EWS, EWS, EWS));
  static final HttpProgram ERP = new HttpProgram("Java/1.6.0_45", List.of(EWS));
  static final HttpProgram BROWSER =
      new HttpProgram(
          "Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/124.0.0.0+Safari/537.36",
          List.of(
              new HttpCall(
                  "POST", "/owa/service.svc", "action=FindItem&EP=1&ID=-40&AC=1" + ID, "owa"),
              new HttpCall(
                  "GET",
                  "/owa/ev.owa2",
                  "ns=PendingRequest&ev=PendingNotificationRequest" + ID,
                  "owa"),
              new HttpCall("GET", "/ecp/default.aspx", "ExchClientVer=15&p=account" + ID, "ecp")));
  static final HttpProgram ADMIN =
      new HttpProgram(
          "Microsoft+WinRM+Client",
          List.of(
              new HttpCall(
                  "POST",
                  "/PowerShell/",
                  "serializationLevel=Full;clientApplication=EMC;PSVersion=5.1" + ID,
                  "powershell")));
  static final HttpProgram REST_APP =
      new HttpProgram(
          "SkypeSpaces/1.0a$*+(AppId=cc15fd57-2c6c-4117-a88c-83b1d56b4bbe)",
          List.of(
              new HttpCall(
                  "GET",
                  "/api/v2.0/me/calendarview",
                  "startDateTime=2026-03-02T00:00:00Z&$top=50" + ID,
                  "rest")));
  static final HttpProgram CRAWLER =
      new HttpProgram(
          "Mozilla/5.0+zgrab/0.x",
          List.of(
              new HttpCall("GET", "/", "-", "other-http"),
              new HttpCall("GET", "/robots.txt", "-", "other-http")));

  private static HttpCall activeSync(String command) {
    return new HttpCall(
        "POST",
        "/Microsoft-Server-ActiveSync/default.eas",
        "Cmd=" + command + "&DeviceId=N273TC3QE567H90G6LH4LTK89G&DeviceType=SmartPhone" + ID,
        "activesync");
  }
}
