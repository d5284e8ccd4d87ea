package dev.botswain.cluster;

/// A guard of the protocol that is left out, to see that the simulation notices.
public enum Removed {
  NONE,
  /// A lease lasts longer than another's silence.
  LEASE_SHORTER_THAN_SILENCE,
  /// A lease begins when the answer to the beat is there.
  LEASE_FROM_SENDING,
  /// Silence counts across gaps in which nobody could beat.
  FORGETTING_AFTER_GAP,
  /// After a failure of the store nobody asks whose all bots are.
  ASKING_AFTER_FAILURE,
  /// A node that was given up joins by the same name.
  NEW_NAME,
  /// A late word about whose a bot is counts as news.
  ORDER_OF_EPOCHS,
  /// A bot that was given up comes back by the same claim.
  NO_RETURN_BY_THE_SAME_CLAIM,
  /// Without a lease bots are connected all the same.
  GATE_OF_THE_LEASE,
  /// A bot identifies as soon as it is adopted.
  PAUSE_BEFORE_IDENTIFY,
  /// A bot is passed on before all is stored.
  FLUSH_BEFORE_RELEASE,
  /// Where to resume is known from an earlier time.
  READING_AFTER_CLAIM,
  /// The store lets dead nodes append.
  FENCE_AT_APPEND,
  /// The store lets anybody append who was the owner at some time.
  EPOCH_AT_APPEND,
  /// A claim does not get a new epoch.
  EPOCH_PER_CLAIM,
  /// A node is given up even if it has beaten meanwhile.
  BEAT_AT_FENCE,
  /// A claim takes what somebody alive owns.
  OWNER_AT_CLAIM,
  /// What was owned by a later claim is given up as well.
  EPOCH_AT_RELEASE
}
