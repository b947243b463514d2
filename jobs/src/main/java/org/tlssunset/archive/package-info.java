/**
 * Finding, opening and unpacking the archive's files: paths come in, each log's lines go to a
 * parser of {@code logs}.
 *
 * <p>Local files are read without Hadoop, whose start alone takes longer than {@code inspect} may;
 * every other scheme goes through Hadoop's FileSystem.
 */
@NullMarked
package org.tlssunset.archive;

import org.jspecify.annotations.NullMarked;
