/// What the faces that speak HTTP have in common: finding what stands at a path, and telling web
/// pages from others.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.http;
