/// The sim as a JUnit extension. Nothing else here knows of JUnit, which is only there for those
/// who have it in their own tests.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.junit;
