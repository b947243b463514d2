package org.tlssunset.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A user whom the system has a number for and no name, as containers are started with ({@code
 * runAsUser}, OpenShift). Hadoop does not start without a name.
 */
public final class NamelessUser {

  /** Java's word for what the system cannot tell. */
  private static final String UNKNOWN = "?";

  private NamelessUser() {}

  /** Names the user by the number, or as {@code HADOOP_USER_NAME} says, if there is no name. */
  public static void name() {
    if (UNKNOWN.equals(System.getProperty("user.home"))) {
      String home = System.getenv("HOME");
      System.setProperty("user.home", home == null ? System.getProperty("java.io.tmpdir") : home);
    }
    if (UNKNOWN.equals(System.getProperty("user.name"))) {
      System.setProperty("user.name", number());
      String told = System.getenv("HADOOP_USER_NAME");
      UserGroupInformation.setLoginUser(
          UserGroupInformation.createRemoteUser(told == null ? number() : told));
    }
  }

  private static String number() {
    try {
      return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "nobody";
    }
  }
}
