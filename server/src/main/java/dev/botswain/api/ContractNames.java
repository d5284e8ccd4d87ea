package dev.botswain.api;

import dev.botswain.action.AuditAction;
import dev.botswain.action.Glossary;
import dev.botswain.action.Labels;
import dev.botswain.action.MessageType;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.error.ApiError;
import dev.botswain.guild.ChannelType;
import dev.botswain.guild.PermissionLayer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names of which the code has a list, for the contract: `x-names` in a schema names the list, and
/// the build turns it into an `enum`.
final class ContractNames {
  private static final String NAMES = "x-names";

  /// The names of all bits, including those without a meaning yet.
  private static final long ALL_BITS = -1;

  private static final Map<String, Collection<String>> LISTS =
      Map.of(
          "permissions",
          Permission.names(ALL_BITS),
          "namedPermissions",
          Permission.names(Permission.all()),
          "permissionLayers",
          Arrays.stream(PermissionLayer.Kind.values()).map(PermissionLayer.Kind::label).toList(),
          "channelTypes",
          Glossary.CHANNEL_TYPES.all().values(),
          "channelTypesAndUnknown",
          Arrays.stream(ChannelType.values()).map(ChannelType::label).toList(),
          "messageTypes",
          andUnknown(MessageType.LABELS),
          "auditActions",
          AuditAction.LABELS.all().values(),
          "auditActionsAndUnknown",
          andUnknown(AuditAction.LABELS),
          "errors",
          Arrays.stream(ApiError.values()).map(ApiError::code).sorted().toList());

  private ContractNames() {}

  /// @throws IllegalArgumentException if there is no list with such a name
  static void write(@Nullable Object tree) {
    switch (tree) {
      case JsonObject object -> {
        object.forEach(entry -> write(entry.getValue()));
        if (object.remove(NAMES) instanceof String name) {
          object.put("enum", new JsonArray(List.copyOf(list(name))));
        }
      }
      case JsonArray array -> array.forEach(ContractNames::write);
      case null, default -> {}
    }
  }

  private static Collection<String> list(String name) {
    var list = LISTS.get(name);
    if (list == null) {
      throw new IllegalArgumentException("no names are called " + name);
    }
    return list;
  }

  private static List<String> andUnknown(Labels labels) {
    var all = new ArrayList<>(labels.all().values());
    all.add(Labels.UNKNOWN);
    return all;
  }
}
