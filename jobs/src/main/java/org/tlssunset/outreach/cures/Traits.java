package org.tlssunset.outreach.cures;

import org.jspecify.annotations.Nullable;

/**
 * What cures go by, in the words of {@code plan_clients}.
 *
 * @param kind a label of {@link org.tlssunset.schema.ClientKind}; null as in the table: unknown
 * @param program {@code Outlook 16 on Windows 10}; null if nothing tells
 * @param isTakenAlong whether it stops only with the proxy that it comes through
 */
public record Traits(
    String role,
    String direction,
    String protocol,
    @Nullable String kind,
    @Nullable String program,
    String effect,
    boolean isTakenAlong) {}
