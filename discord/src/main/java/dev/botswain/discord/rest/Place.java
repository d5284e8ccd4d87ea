package dev.botswain.discord.rest;

import dev.botswain.share.Shares;

/// What a call holds of a bounded resource, until it is given back in the name of the same sharer.
record Place(Shares<Object> in, Object sharer) {
  void giveBack() {
    in.give(sharer);
  }
}
