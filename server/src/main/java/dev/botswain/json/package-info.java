/// Discord's JSON: bound to records that ignore unknown fields ([dev.botswain.json.DiscordJson]),
/// or one field of it found without the rest ([dev.botswain.json.JsonField]). What cannot be read
/// is a [dev.botswain.json.MalformedAnswerException].
@NullMarked
package dev.botswain.json;

import org.jspecify.annotations.NullMarked;
