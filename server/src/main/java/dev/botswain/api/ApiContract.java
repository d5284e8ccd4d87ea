package dev.botswain.api;

import dev.botswain.action.GrantCheck;
import dev.botswain.http.Contract;
import dev.botswain.http.UploadForm;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// The contract of the API.
final class ApiContract {
  private static final Contract.Names NAMES =
      new Contract.Names() {
        @Override
        public boolean isScope(String name) {
          return GrantCheck.isKnown(name);
        }

        @Override
        public UploadForm form(String name) {
          return DiscordForm.valueOf(name.toUpperCase(Locale.ROOT));
        }
      };

  private ApiContract() {}

  static Contract of(JsonObject document) {
    return new Contract(document, NAMES);
  }

  /// Reads the output of the build ([ContractYaml]) from the class path.
  ///
  /// @throws IllegalArgumentException if there is no such resource
  static Contract load(String resource) {
    return Contract.load(resource, NAMES);
  }
}
