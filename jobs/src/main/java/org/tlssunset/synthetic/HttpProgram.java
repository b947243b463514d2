package org.tlssunset.synthetic;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that talks HTTP to the mail server, in one of its versions or in all of them.
 *
 * @param userAgent as IIS logs it, with {@code +} for blanks. Where versions differ, {@code {a|b}}
 *     stands for one of these words and {@code {10-99}} for one of these numbers
 * @param calls those made often stand here often
 */
public record HttpProgram(String userAgent, List<HttpCall> calls) {

  private static final Pattern CHOICE = Pattern.compile("\\{([^}]+)}");
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

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

  public static final HttpProgram OUTLOOK_2010 =
      new HttpProgram(
          "Microsoft+Office/14.0+(Windows+NT+{5.1|6.0|6.1|6.1};+Microsoft+Outlook+14.0.{4734-7268};+Pro)",
          List.of(RPC_IN, RPC_OUT, RPC_IN, RPC_OUT, RPC_OUT, EWS, AUTODISCOVER, OAB));
  public static final HttpProgram OUTLOOK =
      new HttpProgram(
          "Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.{12026-17932};+Pro)",
          List.of(MAPI, MAPI, MAPI, MAPI, MAPI, MAPI, ADDRESS_BOOK, EWS, EWS, AUTODISCOVER, OAB));
  public static final HttpProgram OLD_PHONE =
      new HttpProgram(
          "Android-SAMSUNG-{GT-I9100|GT-I9300|GT-N7100|GT-P5110|SM-G313}/101.{20302-40404}",
          List.of(PING, PING, SYNC));
  public static final HttpProgram PHONE =
      new HttpProgram(
          "Apple-iPhone{10-16}C{1-6}/{1901|1907|2003|2106|2204}.{102-384}",
          List.of(PING, PING, SYNC, AUTODISCOVER));
  public static final HttpProgram OUTLOOK_MOBILE =
      new HttpProgram("Outlook-iOS-Android/1.0", List.of(PING, SYNC));
  public static final HttpProgram MAC_MAIL =
      new HttpProgram(
          "Mac+OS+X/10.{13|14|15}.{2-7}+({17|18|19}{D|E|F|G|H}{2-2026})+CalendarAgent/{930-954}.{1-9}",
          List.of(EWS, EWS, EWS));
  public static final HttpProgram ERP = new HttpProgram("Java/1.{6|7}.0_{10-45}", List.of(EWS));
  static final HttpProgram STRANGER = new HttpProgram("Python-urllib/2.7", List.of(EWS));
  public static final HttpProgram BROWSER =
      new HttpProgram(
          "Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/{96-124}.0.{4664-6367}.{0-210}+Safari/537.36",
          List.of(
              new HttpCall(
                  "POST", "/owa/service.svc", "action=FindItem&EP=1&ID=-40&AC=1" + ID, "owa"),
              new HttpCall(
                  "GET",
                  "/owa/ev.owa2",
                  "ns=PendingRequest&ev=PendingNotificationRequest" + ID,
                  "owa"),
              new HttpCall("GET", "/ecp/default.aspx", "ExchClientVer=15&p=account" + ID, "ecp")));
  public static final HttpProgram ADMIN =
      new HttpProgram(
          "Microsoft+WinRM+Client",
          List.of(
              new HttpCall(
                  "POST",
                  "/PowerShell/",
                  "serializationLevel=Full;clientApplication=EMC;PSVersion=5.1" + ID,
                  "powershell")));
  public static final HttpProgram REST_APP =
      new HttpProgram(
          "SkypeSpaces/1.0a$*+(AppId=cc15fd57-2c6c-4117-a88c-{100000-999999}6b4bbe)",
          List.of(
              new HttpCall(
                  "GET",
                  "/api/v2.0/me/calendarview",
                  "startDateTime=2026-03-02T00:00:00Z&$top=50" + ID,
                  "rest")));
  public static final HttpProgram CRAWLER =
      new HttpProgram(
          "{Mozilla/5.0+zgrab/0.x|python-requests/2.31.0|Go-http-client/1.1}",
          List.of(
              new HttpCall("GET", "/", "-", "other-http"),
              new HttpCall("GET", "/robots.txt", "-", "other-http")));

  /** The program in one of its versions. */
  public HttpProgram version(Dice dice) {
    String version =
        CHOICE
            .matcher(userAgent)
            .replaceAll(choice -> Matcher.quoteReplacement(one(choice.group(1), dice)));
    return new HttpProgram(version, calls);
  }

  private static String one(String choices, Dice dice) {
    Matcher range = RANGE.matcher(choices);
    if (!range.matches()) {
      return dice.oneOf(List.of(choices.split("\\|")));
    }
    int first = Integer.parseInt(range.group(1));
    return Integer.toString(first + dice.below(Integer.parseInt(range.group(2)) - first + 1));
  }

  private static HttpCall activeSync(String command) {
    return new HttpCall(
        "POST",
        "/Microsoft-Server-ActiveSync/default.eas",
        "Cmd=" + command + "&DeviceId=N273TC3QE567H90G6LH4LTK89G&DeviceType=SmartPhone" + ID,
        "activesync");
  }
}
