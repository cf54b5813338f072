package org.imprimatur.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to accounts. Whatever changes one carries what it is from then on, whole: the last event of an account
 * tells today's row.
 */
public sealed interface PeopleEvent {

    Actor by();

    /** An account is different from now on. */
    sealed interface Changed extends PeopleEvent {

        String username();

        Profile now();
    }

    /** What one person asked for and another answers: the request, and each answer to it, under one id. */
    sealed interface OfRequest extends PeopleEvent {

        UUID request();
    }

    /** A key of an account is there, is called otherwise, or is gone. */
    sealed interface OfPasskey extends PeopleEvent {

        String username();

        PasskeyProfile now();
    }

    /** An account was made. */
    record AccountCreated(Actor by, String username, Profile now) implements Changed {}

    /** Its owner changed the name, the credentials, the ORCID or the consent to be named. */
    record ProfileChanged(Actor by, String username, Profile now) implements Changed {}

    record SpecialtiesChanged(Actor by, String username, Profile now) implements Changed {}

    record AccountDisabled(Actor by, String username, String reason, Profile now)
            implements Changed {}

    record AccountEnabled(Actor by, String username, String reason, Profile now)
            implements Changed {}

    /** @param requester who asked for it; {@code by} is who confirmed it */
    record RoleGranted(
            Actor by, String username, Role role, String requester, UUID request, Profile now)
            implements Changed, OfRequest {}

    record RoleRevoked(
            Actor by, String username, Role role, String requester, UUID request, Profile now)
            implements Changed, OfRequest {}

    record GrantRequested(Actor by, String username, Role role, UUID request)
            implements OfRequest {}

    record RevocationRequested(Actor by, String username, Role role, UUID request)
            implements OfRequest {}

    /** A request was declined, or taken back by whoever had made it. */
    record RequestDeclined(Actor by, String username, Role role, UUID request)
            implements OfRequest {}

    /**
     * Somebody may set this account's password by a link.
     *
     * @param username absent for a first administrator's
     * @param link its hash, in hexadecimal digits
     */
    record SetUpLinkMade(Actor by, @Nullable String username, String link) implements PeopleEvent {}

    record PasswordChanged(Actor by, String username) implements PeopleEvent {}

    /** Browsers were signed out; {@code everywhere} with every token and every open signature. */
    record SignedOut(Actor by, String username, boolean everywhere) implements PeopleEvent {}

    record TokenCreated(Actor by, String username, String label) implements PeopleEvent {}

    record TokenRevoked(Actor by, String username, String label) implements PeopleEvent {}

    /** A key that its owner may sign in and sign with was made. */
    record PasskeyRegistered(Actor by, String username, PasskeyProfile now) implements OfPasskey {}

    record PasskeyRenamed(Actor by, String username, PasskeyProfile now) implements OfPasskey {}

    /** @param now what it was; it opens nothing any more */
    record PasskeyRemoved(Actor by, String username, PasskeyProfile now) implements OfPasskey {}

    /** Somebody's data shall be redacted; another person is to consent. */
    record RedactionRequested(Actor by, String username, String reason, UUID request)
            implements OfRequest {}

    record RedactionDeclined(Actor by, String username, UUID request) implements OfRequest {}

    /**
     * Two people agreed, and from now on nobody is told who this was. Whatever keeps the name forgets it in the same
     * transaction.
     *
     * @param username the pseudonym that stands for the account
     * @param passkeys how many keys were taken away
     * @param was by what the person was known; never recorded
     */
    record Redacted(
            Actor by,
            String username,
            String requester,
            String reason,
            int passkeys,
            UUID request,
            Profile now,
            FormerIdentity was)
            implements Changed, OfRequest {}

    /** What an account is, said once more, because an entry that said so was redacted for somebody else's sake. */
    record AccountRestated(Actor by, String username, Profile now) implements Changed {}

    /**
     * Too many wrong passwords came from one place: it is not listened to for a while.
     *
     * @param username the account they were about; absent where there is no such account, or where they were about many
     * @param origin where they came from
     */
    record PasswordTriesStopped(Actor by, @Nullable String username, String origin)
            implements PeopleEvent {}
}
