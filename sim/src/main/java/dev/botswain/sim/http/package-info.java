/// What the HTTP APIs share: routing by path, and recognising requests from web pages.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.http;
