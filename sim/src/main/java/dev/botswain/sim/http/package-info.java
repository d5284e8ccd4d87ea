/// What the faces that speak HTTP have in common: finding what stands at a path.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.http;
