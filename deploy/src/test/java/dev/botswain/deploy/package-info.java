/// What `deploy` offers is what the server reads and answers: the Helm chart, rendered by Helm
/// itself and read strictly as Kubernetes' kinds, the compose files, and the image, which is built
/// and run.
///
/// A module of its own, because Helm comes as a native library of Go, which should not live in the
/// process of the server's tests.
@org.jspecify.annotations.NullMarked
package dev.botswain.deploy;
