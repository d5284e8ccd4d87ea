package dev.botswain.operator;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.doctor.Doctor;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.ClientAddress;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.secret.Secret;
import java.util.Map;

/// What is wrong with the bot of a token, which need not be logged in.
final class DoctorResource implements Resource {
  private final Doctor doctor;

  DoctorResource(Doctor doctor) {
    this.doctor = doctor;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("examineToken", this::examine);
  }

  private Answer examine(Call call) {
    String token = call.body().getString("token").strip();
    String botId = call.body().getString("botId");
    return Answer.json(
        doctor.examine(
            new Secret(token.startsWith("Bot ") ? token.substring(4).strip() : token),
            botId == null ? null : (Long) Snowflake.of(botId),
            ClientAddress.network(call.address())));
  }
}
