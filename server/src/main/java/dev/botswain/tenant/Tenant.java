package dev.botswain.tenant;

import dev.botswain.limit.Owner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom bots, their sessions and their shares of limits belong to.
///
/// @param name 1 to 32 of `a`-`z`, `0`-`9` and `-`
/// @param quotas how much it may use
/// @param kept how long the events of each of its bots are kept; null for as long as others'
public record Tenant(String name, Quotas quotas, Owner.@Nullable Kept kept) {
  /// The name of the tenant of all bots that belong to no other.
  public static final String DEFAULT = "default";

  /// How the names of owners begin that are tenants.
  private static final String OF_TENANT = "tenant ";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  /// One whose events are kept like others'.
  ///
  /// @throws IllegalArgumentException if it cannot have this name
  public Tenant(String name, Quotas quotas) {
    this(name, quotas, null);
  }

  /// @throws IllegalArgumentException if it cannot have this name
  public Tenant {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a tenant: " + name);
    }
  }

  /// Whether it is the tenant of all bots that belong to no other.
  public boolean isDefault() {
    return name.equals(DEFAULT);
  }

  /// The name of the owner whose share all bots of the tenant count toward.
  public String owner() {
    return OF_TENANT + name;
  }

  /// The name of the tenant of an owner. One that is no tenant is a bot of `default`.
  public static String nameOf(String owner) {
    return owner.startsWith(OF_TENANT) ? owner.substring(OF_TENANT.length()) : DEFAULT;
  }
}
