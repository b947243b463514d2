package org.tlssunset.synthetic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * The registry exports of the demo's servers, and what they run on. EX01 is half configured: its
 * TLS 1.2 lacks a value, and .NET follows Schannel in one of two hives. Of EX02 the registry says
 * that TLS 1.0 is off, though its logs go on showing it: nobody has restarted it.
 */
public final class ServerExports {

  /** The folder of the exports. */
  public static final String EXPORTS = "exports";

  /** What stands beside it. */
  public static final String INVENTORY = "inventory.csv";

  private static final String SERVERS =
      """
      server,windows,exchange
      EX01,Windows Server 2022,Exchange 2019 CU15
      EX02,Windows Server 2022,Exchange 2019 CU15
      """;

  /** As regedit writes it. */
  private static final String HALF_CONFIGURED =
      """
      Windows Registry Editor Version 5.00

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL]
      "EventLogging"=dword:00000001

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols]

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\SSL 3.0]

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\SSL 3.0\\Client]
      "DisabledByDefault"=dword:00000000
      "Enabled"=dword:ffffffff

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\SSL 3.0\\Server]
      "DisabledByDefault"=dword:00000000
      "Enabled"=dword:ffffffff

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2]

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client]
      "Enabled"=dword:00000001

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server]
      "DisabledByDefault"=dword:00000000
      "Enabled"=dword:00000001

      [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319]
      "SchUseStrongCrypto"=dword:00000001
      "SystemDefaultTlsVersions"=dword:00000001

      [HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319]
      "SchUseStrongCrypto"=dword:00000001

      """;

  /** As {@code reg query} prints it. */
  private static final String SWITCHED_OFF =
      """

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\SSL 3.0\\Client
          DisabledByDefault    REG_DWORD    0x1
          Enabled    REG_DWORD    0x0

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\SSL 3.0\\Server
          DisabledByDefault    REG_DWORD    0x1
          Enabled    REG_DWORD    0x0

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.0
      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.0\\Client
          DisabledByDefault    REG_DWORD    0x1
          Enabled    REG_DWORD    0x0

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.0\\Server
          DisabledByDefault    REG_DWORD    0x1
          Enabled    REG_DWORD    0x0

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.1\\Client
          DisabledByDefault    REG_DWORD    0x0
          Enabled    REG_DWORD    0x1

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.1\\Server
          DisabledByDefault    REG_DWORD    0x0
          Enabled    REG_DWORD    0x1

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2
      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client
          DisabledByDefault    REG_DWORD    0x0
          Enabled    REG_DWORD    0x1

      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server
          DisabledByDefault    REG_DWORD    0x0
          Enabled    REG_DWORD    0x1

      HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319
          SchUseStrongCrypto    REG_DWORD    0x1
          SystemDefaultTlsVersions    REG_DWORD    0x1

      HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319
          SchUseStrongCrypto    REG_DWORD    0x1
          SystemDefaultTlsVersions    REG_DWORD    0x1
      """;

  private ServerExports() {}

  /**
   * Writes them.
   *
   * @param folder made if it is missing
   * @param made the day of which the files say that they were made
   */
  public static void write(Path folder, LocalDate made) throws IOException {
    Path exports = Files.createDirectories(folder.resolve(EXPORTS));
    Files.writeString(folder.resolve(INVENTORY), SERVERS);
    Files.write(
        exports.resolve("EX01_%s.reg".formatted(made)),
        ('\ufeff' + lines(HALF_CONFIGURED)).getBytes(StandardCharsets.UTF_16LE));
    Files.writeString(exports.resolve("EX02_%s.txt".formatted(made)), lines(SWITCHED_OFF));
  }

  private static String lines(String text) {
    return text.replace("\n", "\r\n");
  }
}
