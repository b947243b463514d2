package org.tlssunset.outreach.letters;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The name of an owner's folder: the owner's own where every file system takes that as one name,
 * else what is left of it with a checksum behind it. Two owners never share one, and whoever else
 * there is changes nobody's.
 */
public final class FolderName {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,60}[A-Za-z0-9_-])?");

  /** Windows keeps these for devices. */
  private static final Pattern DEVICE = Pattern.compile("(?i)CON|PRN|AUX|NUL|(?:COM|LPT)[0-9]");

  private static final Pattern CHECKED = Pattern.compile(".*-[0-9a-f]{8}");

  private static final int LONGEST = 50;

  private static final int CHECKSUM_LENGTH = 8;

  private FolderName() {}

  /** The name of an owner's. */
  public static String of(String owner) {
    boolean isPlain =
        PLAIN.matcher(owner).matches()
            && !DEVICE.matcher(owner).matches()
            && !CHECKED.matcher(owner).matches();
    return isPlain ? owner : legible(owner) + "-" + checksum(owner);
  }

  /** Whether a name can be one that this class gives. */
  static boolean isOne(String name) {
    return PLAIN.matcher(name).matches() && !DEVICE.matcher(name).matches();
  }

  private static String legible(String owner) {
    String latin =
        Normalizer.normalize(
                owner
                    .replace("ä", "ae")
                    .replace("ö", "oe")
                    .replace("ü", "ue")
                    .replace("Ä", "Ae")
                    .replace("Ö", "Oe")
                    .replace("Ü", "Ue")
                    .replace("ß", "ss"),
                Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^A-Za-z0-9 _-]+", "_")
            .replaceAll("^[ _-]+|[ _-]+$", "");
    String cut = latin.substring(0, Math.min(latin.length(), LONGEST)).strip();
    return cut.isEmpty() ? "owner" : cut;
  }

  /** An owner's name is the same in any case of its letters. */
  private static String checksum(String owner) {
    return DigestUtils.sha256Hex(owner.toLowerCase(Locale.ROOT)).substring(0, CHECKSUM_LENGTH);
  }
}
