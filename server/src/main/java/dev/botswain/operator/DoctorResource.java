package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.doctor.Doctor;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.ClientAddress;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.secret.Secret;
import dev.botswain.tenant.LoginPolicy;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// What is wrong with the bot of a token, which need not be logged in.
final class DoctorResource implements Resource {
  private final Doctor doctor;
  private final OperatorAudit audit;

  DoctorResource(Doctor doctor, OperatorAudit audit) {
    this.doctor = doctor;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("examineToken", this::examine);
  }

  private Answer examine(Call call) throws TimeoutException {
    String given = call.body().getString("token").strip();
    var token = new Secret(given.startsWith("Bot ") ? given.substring(4).strip() : given);
    String botId = call.body().getString("botId");
    Long expected = Snowflake.orNull(botId);
    return audit.run(
        call,
        "examineToken",
        LoginPolicy.claimed(token),
        Target.NONE,
        () -> Answer.json(doctor.examine(token, expected, ClientAddress.network(call.address()))));
  }
}
