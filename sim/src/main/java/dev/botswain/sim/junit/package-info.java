/// The sim as a JUnit extension. No other package uses JUnit, which is an optional dependency for
/// projects that use it in their own tests.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.junit;
