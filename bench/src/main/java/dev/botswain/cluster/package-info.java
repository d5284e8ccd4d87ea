/// A simulation of several nodes on one store, which runs their real code: see [LeaseSimulation].
/// It is in the package of what it tests, whose parts it puts together in its own way.
@NullMarked
package dev.botswain.cluster;

import org.jspecify.annotations.NullMarked;
