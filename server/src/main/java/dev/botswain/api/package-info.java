/// Our API over HTTP: small classes that translate between HTTP and sessions, actions and events.
/// The contract is `openapi.yaml`, which the build turns into JSON ([ContractYaml]); [Api] joins it
/// with the implementations of its operations.
///
/// ## How to add a resource
///
/// Describe the operation in `openapi.yaml`, then write a small class that answers it:
///
///     final class ChannelsResource implements Resource {
///       @Override
///       public Map<String, Operation> operations() {
///         return Map.of("listChannels", Operation.fromMemory(this::list));
///       }
///
///       private Answer list(Call call) {
///         var guild = Callers.guild(call);
///         return guild.channels();   // an Answer that was made when the channels last changed
///       }
///     }
///
/// and add it to [Api]. An operation without a resource, or a resource that the contract does not
/// contain, prevents the start. The exceptions of sessions, bots and Discord need not be caught:
/// [ApiFailures] turns them into errors. What a bot does at Discord is not a resource, but an
/// action.
@NullMarked
package dev.botswain.api;

import org.jspecify.annotations.NullMarked;
