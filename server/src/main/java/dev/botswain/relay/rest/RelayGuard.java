package dev.botswain.relay.rest;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.session.Session;
import io.vertx.core.http.HttpMethod;

/// Which sessions may call which route of Discord's API.
@FunctionalInterface
public interface RelayGuard {
  /// Called on an event loop before a request is passed on. Paths with a token of their own are not
  /// checked: at Discord, anyone who knows the token may use it.
  ///
  /// @param path as Discord will read it; its template names the route, its ids what it touches
  /// @throws dev.botswain.error.RequestRefusedException if the session may not do this
  void check(Session session, HttpMethod method, ApiPath path);
}
