package dev.botswain.api;

import dev.botswain.action.CdnUrl;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.OpenOperation;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource whose answers have their images on a certain CDN.
///
/// @param cdn its base URL
public record CdnResource(Resource resource, URI cdn) implements Resource {
  /// Those resources with images there.
  public static List<Resource> all(URI cdn, Resource... resources) {
    return List.of(resources).stream()
        .<Resource>map(resource -> new CdnResource(resource, cdn))
        .toList();
  }

  @Override
  public Map<String, Operation> operations() {
    var operations = new HashMap<String, Operation>();
    resource
        .operations()
        .forEach((id, operation) ->
            operations.put(
                id, operation instanceof OpenOperation ? operation : new FromCdn(operation)));
    return operations;
  }

  private final class FromCdn implements Operation {
    private final Operation operation;

    private FromCdn(Operation operation) {
      this.operation = operation;
    }

    @Override
    public void permit(Call call) {
      operation.permit(call);
    }

    @Override
    public @Nullable Answer ready(Call call) {
      return CdnUrl.<@Nullable Answer, RuntimeException>from(cdn, () -> operation.ready(call));
    }

    @Override
    public Answer answer(Call call) throws Exception {
      return CdnUrl.<Answer, Exception>from(cdn, () -> operation.answer(call));
    }
  }
}
