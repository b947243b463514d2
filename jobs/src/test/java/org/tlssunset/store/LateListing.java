package org.tlssunset.store;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An S3 server's answer to a listing, as it might have been a moment ago. */
final class LateListing {

  private static final Pattern OBJECT =
      Pattern.compile("<Contents>.*?<LastModified>(.*?)</LastModified>.*?</Contents>");

  private LateListing() {}

  /** The listing without its newest object. */
  static byte[] of(byte[] xml) {
    String text = new String(xml, StandardCharsets.UTF_8);
    MatchResult newest =
        OBJECT
            .matcher(text)
            .results()
            .reduce((one, other) -> one.group(1).compareTo(other.group(1)) > 0 ? one : other)
            .orElse(null);
    return newest == null
        ? xml
        : (text.substring(0, newest.start()) + text.substring(newest.end()))
            .getBytes(StandardCharsets.UTF_8);
  }
}
