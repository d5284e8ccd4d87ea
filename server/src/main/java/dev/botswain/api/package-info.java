/// Our API over HTTP: small classes that translate between HTTP and sessions, actions and events. The
/// contract is `openapi.yaml`, of which the build makes JSON ([ContractYaml]); [Api] joins it with
/// what answers its operations.
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
/// and add it to [Api]. An operation that has no resource, or a resource that the contract does not
/// know, stops the start. The exceptions of sessions, bots and Discord may fall through:
/// [ApiFailures] makes errors of them. What a bot does at Discord is no resource, but an action.
@NullMarked
package dev.botswain.api;

import org.jspecify.annotations.NullMarked;
