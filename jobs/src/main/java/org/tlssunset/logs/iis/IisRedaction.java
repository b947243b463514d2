package org.tlssunset.logs.iis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlssunset.logs.Redaction;
import org.tlssunset.schema.Schannel;
import org.tlssunset.schema.TlsVersion;

/**
 * Hides what a line of an IIS log tells of persons: in each column that is known to be harmless,
 * what looks as it should stays. Who called ({@code cs-username}), with which query, cookie, host
 * and program, and whatever an administrator has added, is hidden; of the path, all behind its
 * first segment is, for mailboxes stand there.
 */
final class IisRedaction {

  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "PROPFIND",
          "RPC_IN_DATA",
          "RPC_OUT_DATA");

  /** The folders of Exchange's protocols: any other may bear a person's name. */
  private static final Pattern PATH =
      Pattern.compile(
          "(?i)(/+(?:api|autodiscover|ecp|ews|mapi|microsoft-server-activesync|oab|owa|powershell"
              + "|powershell-liveid|rpc|rpcwithcert))(?:/.*)?");

  private static final Pattern SITE = Pattern.compile("W3SVC\\d{1,10}");

  private static final Pattern HTTP = Pattern.compile("HTTP/\\d(?:\\.\\d)?");

  /** Most digits of a port and of a status; of bytes and milliseconds. */
  private static final int FEW = 5;

  private static final int MANY = 18;

  private final IisFields fields;

  IisRedaction(IisFields fields) {
    this.fields = fields;
  }

  String of(String line) {
    String[] values = line.split(" ", -1);
    boolean isInOrder =
        values.length == fields.count() && Arrays.stream(values).noneMatch(String::isEmpty);
    if (!isInOrder) {
      return Redaction.of(line); // a name may be in any column
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      shown.add(shown(i, values[i]));
    }
    return String.join(" ", shown);
  }

  private String shown(int column, String value) {
    String name = fields.names().get(column).toLowerCase(Locale.ROOT);
    if (name.equals("cs-uri-stem")) {
      Matcher path = PATH.matcher(value);
      return !path.matches()
          ? Redaction.HIDDEN
          : path.end(1) == value.length() ? value : path.group(1) + "/" + Redaction.HIDDEN;
    }
    return Redaction.unless(harmless(column, name), value);
  }

  private Predicate<String> harmless(int column, String name) {
    if (column == fields.cryptProtocol()) {
      return crypt(Schannel::version, TlsVersion::ofText);
    }
    if (column == fields.cryptCipher()) {
      return crypt(Schannel::cipher, Schannel::cipherOfText);
    }
    if (column == fields.cryptHash()) {
      return crypt(Schannel::hash, Schannel::hashOfText);
    }
    if (column == fields.cryptKeyExchange()) {
      return crypt(Schannel::keyExchange, Schannel::keyExchangeOfText);
    }
    if (fields.forwarding().hasAddresses(column)) {
      return IisRedaction::isListOfAddresses;
    }
    if (fields.forwarding().tlsVersion().contains(column)) {
      return Redaction::isVersion;
    }
    return switch (name) {
      case "date", "time" -> Redaction::isTime;
      case "s-ip", "c-ip" -> Redaction::isAddress;
      case "s-sitename" -> value -> SITE.matcher(value).matches();
      case "cs-method" -> METHODS::contains;
      case "cs-version" -> value -> HTTP.matcher(value).matches();
      case "s-port", "sc-status", "sc-substatus" -> value -> Redaction.isNumber(value, FEW);
      case "sc-win32-status", "sc-bytes", "cs-bytes", "time-taken" ->
          value -> Redaction.isNumber(value, MANY);
      default -> value -> false;
    };
  }

  private static Predicate<String> crypt(
      java.util.function.IntFunction<String> ofCode, Function<String, Optional<String>> ofText) {
    return value -> {
      CryptField field = CryptField.of(value, ofCode, ofText);
      return field.isEmpty() || field.name() != null;
    };
  }

  private static boolean isListOfAddresses(String value) {
    return Arrays.stream(value.split(",[+]?", -1)).allMatch(Redaction::isAddress);
  }
}
