package dev.botswain.relay.rest;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.session.Session;
import io.vertx.core.http.HttpMethod;

/// Who may call which route of Discord's API.
@FunctionalInterface
public interface RelayGuard {
  /// Asked on an event loop before a request is passed on. A path with a token of its own is not
  /// asked about: at Discord, anybody may use it who knows it.
  ///
  /// @param path as Discord will read it; its template names the route, its ids what it touches
  /// @throws dev.botswain.error.RequestRefusedException if the session may not do this
  void check(Session session, HttpMethod method, ApiPath path);
}
