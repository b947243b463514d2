/**
 * Exports of Windows registries, as administrators make them: {@code .reg} files, the text of
 * {@code reg query}, CSV and JSON from PowerShell, HealthChecker's XML. Texts come in; what each
 * server's registry holds, what of it is not told, and what could not be read go out. {@code .reg}
 * files are written here, too. What the values mean is known in {@code servers}.
 */
@NullMarked
package org.tlssunset.servers.registry;

import org.jspecify.annotations.NullMarked;
