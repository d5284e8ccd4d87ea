package dev.botswain.api;

import dev.botswain.action.ActionFailures;
import dev.botswain.audit.Audit;
import dev.botswain.audit.Target;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A resource of which some operations are recorded when they are refused. They record themselves
/// what they do, together with it.
///
/// @param names the operations
/// @param target the name of what the parameter `id` is the id of
record AuditedResource(Resource resource, Audit audit, Set<String> names, String target)
    implements Resource {
  @Override
  public Map<String, Operation> operations() {
    var all = new HashMap<>(resource.operations());
    all.replaceAll((name, operation) ->
        names.contains(name) ? call -> answer(name, operation, call) : operation);
    return all;
  }

  private Answer answer(String name, Operation operation, Call call) throws Exception {
    try {
      return operation.answer(call);
    } catch (Exception failure) {
      String id = call.text("id");
      audit
          .by(Callers.actor(call))
          .refused(
              name,
              Callers.bot(call).id(),
              id == null ? Target.NONE : Target.of(target, id),
              ActionFailures.refusal(failure).error().code());
      throw failure;
    }
  }
}
