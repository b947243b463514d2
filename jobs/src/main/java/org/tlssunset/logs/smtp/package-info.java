/**
 * The SMTP protocol logs of Exchange: lines come in, {@linkplain org.tlssunset.logs.smtp.SmtpParser
 * sessions} that this log holds whole go out as observations, the {@linkplain
 * org.tlssunset.logs.smtp.SmtpPart parts} of others as open sessions.
 */
@NullMarked
package org.tlssunset.logs.smtp;

import org.jspecify.annotations.NullMarked;
