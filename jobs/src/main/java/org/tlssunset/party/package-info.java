/**
 * Whose connection it was: the facts of a row and what is known of addresses come in; the role of
 * the other party, the client's address and TLS as far as they are known, and the reason in words
 * go out.
 *
 * <p>{@link org.tlssunset.party.Belief} has the rules, {@link org.tlssunset.party.AddressBook} what
 * is known of addresses: from the configuration ({@link org.tlssunset.party.PartySettings}) and
 * from servers' own logs ({@link org.tlssunset.party.LearnedAddresses}). What is not known stays
 * unknown. No Spark in here.
 */
@NullMarked
package org.tlssunset.party;

import org.jspecify.annotations.NullMarked;
