package dev.botswain.api;

import dev.botswain.http.Caller;
import dev.botswain.limit.Quota;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import org.jspecify.annotations.Nullable;

/// A caller of the API.
sealed interface ApiCaller extends Caller {
  /// A caller with a session.
  record OfSession(Session session, Sessions all) implements ApiCaller {
    @Override
    public String fingerprint() {
      return session.fingerprint();
    }

    @Override
    public String tenant() {
      return session.tenant();
    }

    @Override
    public @Nullable Long quota(Quota of) {
      return session.quota(of);
    }

    @Override
    public boolean isLive() {
      return all.isLive(session);
    }
  }
}
