/// Who may come in, and whom bots belong to.
///
/// A [Tenant] is a name with [Quotas]. [Tenants] knows them all, and which application belongs to
/// which; an application that is in no tenant's list belongs to `default`, which always exists.
///
/// [LoginPolicy] decides who may log in, by the id that the token claims, and answers from memory.
/// A [LoginAttempt] accompanies a login that it has let in: once Discord has said who the bot is,
/// it checks that again, and in the end it stores the login, together with the use of its
/// [Invitation]. [TenantRegistry] makes all changes, one after the other, and stores each before it
/// takes effect.
@NullMarked
package dev.botswain.tenant;

import org.jspecify.annotations.NullMarked;
