/// Who may come in, and whom bots belong to.
///
/// A [Tenant] is a name with [Quotas]. [Tenants] knows them all, and which application belongs to
/// which; an application that is in no tenant's list belongs to `default`, which always exists.
@NullMarked
package dev.botswain.tenant;

import org.jspecify.annotations.NullMarked;
