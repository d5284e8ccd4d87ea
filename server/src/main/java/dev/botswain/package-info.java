/// The product: one server for all your Discord bots.
@org.jspecify.annotations.NullMarked
package dev.botswain;
