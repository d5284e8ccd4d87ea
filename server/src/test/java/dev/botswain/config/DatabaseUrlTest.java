package dev.botswain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql://ada:tide@db:5432/botswain,  ada, tide,      db:5432/botswain",
    "postgres://ada:tide@db/botswain,         ada, tide,      db/botswain",
    "postgresql://ada@my_db/botswain,         ada, '',        my_db/botswain",
    "postgresql://ada:a+b@[::1]:5432/x,       ada, a+b,       '[::1]:5432/x'",
    "postgresql://a%40b:p%40s%2Fs%3A%25@h/x,  a@b, p@s/s:%,   h/x",
    "postgresql://ada:p@ss:w@h/x,             ada, p@ss:w,    h/x",
    "postgresql://ada:tide@h/odd%20db,        ada, tide,      h/odd+db",
  })
  void of_url_isTakenApart(String url, String user, String password, String jdbc) {
    var database = DatabaseUrl.of(url);

    assertThat(database.user()).isEqualTo(user);
    assertThat(database.password().value()).isEqualTo(password);
    assertThat(database.jdbc())
        .isEqualTo("jdbc:postgresql://" + jdbc + "?targetServerType=primary");
  }

  @Test
  void of_severalHosts_leadsToThePrimary() {
    assertThat(DatabaseUrl.of("postgresql://u:p@a:1,b:2/x?sslmode=require").jdbc())
        .isEqualTo("jdbc:postgresql://a:1,b:2/x?targetServerType=primary&sslmode=require");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:sesame@h/x",
        "postgresql://h/x",
        "postgresql://u:sesame@h",
        "postgresql://u:sesame@h/",
        "postgresql://u:sesame@/x",
        "postgresql://u:sesame@h:port/x",
        "postgresql://u:se/same@h/x",
        "postgresql://u:sesame%@h/x",
        "postgresql://u:sesame@h/x?socketFactory=evil",
        "postgresql://u@h/x?password=sesame",
        "postgresql://u:sesame@h/x#y",
        "jdbc:postgresql://u:sesame@h/x",
      })
  void load_anythingElse_isRefusedWithoutShowingIt(String url) {
    var failure =
        catchThrowable(() ->
            Config.load(Map.of("BOTSWAIN_STORE", url, "BOTSWAIN_SECRET_KEY", "0".repeat(64))));

    assertThat(failure)
        .isInstanceOf(ConfigurationRejectedException.class)
        .hasMessageContaining("BOTSWAIN_STORE")
        .message()
        .doesNotContain("same");
  }

  @Test
  void toString_password_isRedacted() {
    assertThat(DatabaseUrl.of("postgresql://u:sesame@h/x").toString()).doesNotContain("sesame");
  }
}
