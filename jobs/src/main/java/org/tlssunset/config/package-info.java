/**
 * The configuration: the user's files come in; typed and checked settings go out, or a {@link
 * org.tlssunset.config.UsageException} that names file, line and cure. It repeats no text that may
 * be secret.
 */
@NullMarked
package org.tlssunset.config;

import org.jspecify.annotations.NullMarked;
