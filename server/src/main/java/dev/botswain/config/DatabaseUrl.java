package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A PostgreSQL database, from a URL in the form of libpq, such as
/// `postgresql://user:password@host:5432/database?sslmode=verify-full`. Of several hosts, with
/// commas between them, the primary is used, and a standby never is.
///
/// @param jdbc the same for JDBC, without user and password: it can be shown
public record DatabaseUrl(String jdbc, String user, Secret password) {
  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://([^:/?#]+)(?::([^/?#]*))?@([^@/?#]+)/([^/?#]+)(?:\\?([^#]*))?");
  private static final Pattern HOST =
      Pattern.compile("([0-9A-Za-z._-]{1,255}|\\[[0-9A-Fa-f:.%]{2,64}])(:[0-9]{1,5})?");

  /// What may be set besides; the names are libpq's and JDBC's.
  private static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "channelBinding");

  /// @throws IllegalArgumentException for any other text
  public static DatabaseUrl of(String text) {
    Matcher url = FORM.matcher(text);
    if (!url.matches()) {
      throw new IllegalArgumentException();
    }
    for (String host : url.group(3).split(",", -1)) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException();
      }
    }
    String jdbc =
        "jdbc:postgresql://"
            + url.group(3)
            + "/"
            + URLEncoder.encode(decoded(url.group(4)), StandardCharsets.UTF_8)
            + "?targetServerType=primary"
            + parameters(url.group(5) == null ? "" : url.group(5));
    String password = url.group(2) == null ? "" : url.group(2);
    return new DatabaseUrl(jdbc, decoded(url.group(1)), new Secret(decoded(password)));
  }

  private static String parameters(String query) {
    var all = new StringBuilder();
    for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      if (!PARAMETERS.contains(parameter.replaceFirst("=.*", ""))) {
        throw new IllegalArgumentException();
      }
      all.append('&').append(parameter);
    }
    return all.toString();
  }

  /// Percent-encoding alone: a plus is a plus.
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
