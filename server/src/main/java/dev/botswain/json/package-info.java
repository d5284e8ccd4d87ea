/// Discord's JSON: bound to records that ignore unknown fields ([dev.botswain.json.DiscordJson]),
/// or one field of it, found without reading the rest ([dev.botswain.json.JsonField]). JSON that
/// cannot be read causes a [dev.botswain.json.MalformedAnswerException].
@NullMarked
package dev.botswain.json;

import org.jspecify.annotations.NullMarked;
