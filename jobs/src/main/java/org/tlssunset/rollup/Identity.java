package org.tlssunset.rollup;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What the rollups keep of who signed in.
 *
 * @param kept what is kept of a name
 * @param key that pseudonyms are made with; empty where there are none
 * @param namedFrom the first day, since 1970-01-01, of which anything is kept
 */
public record Identity(Kept kept, String key, int namedFrom) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Names, always. */
  public static final Identity NAMES = of(Kept.NAME, "");

  private static final String ALGORITHM = "HmacSHA256";

  /** So many bytes of a digest tell all users of a company apart. */
  private static final int BYTES = 8;

  /** What is kept of a name. */
  public enum Kept {
    /** All of it. */
    NAME,
    /** A pseudonym: the same for the same name, in any case, and made with a key. */
    PSEUDONYM,
    /** Nothing. */
    NONE
  }

  /** Of all days. */
  public static Identity of(Kept kept, String key) {
    return new Identity(kept, key, Integer.MIN_VALUE);
  }

  /** The same, for days from the given one only. */
  public Identity from(int day) {
    return new Identity(kept, key, day);
  }

  /** Whether names of a day are kept as they are. */
  boolean isPlain(int day) {
    return kept == Kept.NAME && isNamed(day);
  }

  /** Whether anything is kept of a day. */
  boolean isNamed(int day) {
    return day >= namedFrom;
  }

  /** What is kept of a name that a day's logs have; null if nothing is. */
  @Nullable String of(String name, int day) {
    return isNamed(day) ? of(name) : null;
  }

  /** What is kept of a name, of whatever day; null if nothing is. */
  public @Nullable String of(String name) {
    return switch (kept) {
      case NAME -> name;
      case PSEUDONYM -> pseudonym(name);
      case NONE -> null;
    };
  }

  private String pseudonym(String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] digest = mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return "user-" + HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  /** What rollups depend on of it, in words that do not tell the key. */
  public String words() {
    return switch (kept) {
      case NAME -> "";
      case PSEUDONYM -> pseudonym("");
      case NONE -> "none";
    };
  }
}
