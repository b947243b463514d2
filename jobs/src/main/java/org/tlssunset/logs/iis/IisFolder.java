package org.tlssunset.logs.iis;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder that IIS keeps a site's logs in, {@code W3SVC1}, {@code SMTPSVC1}: named after the
 * service and the number of the site, as the column {@code s-sitename} is. One that was packed is a
 * folder, too: {@code W3SVC1.zip}.
 */
final class IisFolder {

  private static final Pattern NAME =
      Pattern.compile("((?:W3SVC|SMTPSVC|NNTPSVC|MSFTPSVC|FTPSVC)\\d{1,10})(?:\\.ZIP!)?");

  private IisFolder() {}

  /**
   * The site of the innermost such folder.
   *
   * @param path of a log, or of one in a zip archive ({@code a.zip!/W3SVC1/u.log}), whose names
   *     Windows may have parted with backslashes; its last part is the log's own name
   * @return in capitals, as IIS logs it; null if no folder has such a name
   */
  static @Nullable String siteOf(String path) {
    String[] names = path.split("[/\\\\]");
    for (int i = names.length - 2; i >= 0; i--) {
      Matcher matcher = NAME.matcher(names[i].toUpperCase(Locale.ROOT));
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return null;
  }
}
