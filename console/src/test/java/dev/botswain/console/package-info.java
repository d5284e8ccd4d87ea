/// The console in a real browser.
///
/// A [Site] is a server with a simulated Discord whose world is always the same and where nothing
/// happens by itself. A [Window] is one browser context with one page of it: nothing is shared
/// between windows but the browser, which all tests of a thread share. Each window watches what
/// must never happen, and fails its test at its end: errors on the browser's console, exceptions,
/// failed requests, answers from 400 on, requests to another origin, and reports of the
/// Content-Security-Policy. A test that provokes one of them says so with [Window#allow].
///
/// ```java
/// try (var site = Site.start();
///     var window = site.window(Window.Size.PHONE)) {
///   window.login();
///   window.openPage("members");
///   window.page().getByRole(AriaRole.SEARCHBOX).fill("ada");
///   ...
///   window.assertAccessible();
/// }
/// ```
@NullMarked
package dev.botswain.console;

import org.jspecify.annotations.NullMarked;
