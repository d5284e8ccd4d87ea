package dev.botswain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsTest {
  private static final Quotas TWO_BOTS = new Quotas(2L, null, null, null, null, null, null);

  private final Tenants tenants = new Tenants();

  @Test
  void of_applicationInNoList_isDefault() {
    assertThat(tenants.of(1)).isEqualTo(new Tenant("default", Quotas.NONE));
  }

  @Test
  void of_applicationInAList_isItsTenantAsItIsNow() {
    tenants.put(new Tenant("acme", Quotas.NONE));
    tenants.assign(1, "acme");
    tenants.put(new Tenant("acme", TWO_BOTS));

    assertThat(tenants.of(1)).isEqualTo(new Tenant("acme", TWO_BOTS));
  }

  @Test
  void of_oldBotWhoseApplicationIsInAList_isItsTenant() {
    tenants.put(new Tenant("acme", Quotas.NONE));
    tenants.assign(1, "acme");

    assertThat(tenants.of(2, 1).name()).isEqualTo("acme");
    assertThat(tenants.of(2).name()).isEqualTo("default");
  }

  @Test
  void default_withQuotas_hasThem() {
    tenants.put(new Tenant("default", TWO_BOTS));

    assertThat(tenants.of(1).quotas()).isEqualTo(TWO_BOTS);
    assertThat(tenants.all()).extracting(Tenant::name).containsExactly("default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "a b", "a_b", "123456789012345678901234567890123", "é"})
  void tenant_nameOfAnotherForm_isRefused(String name) {
    assertThatThrownBy(() -> new Tenant(name, Quotas.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
