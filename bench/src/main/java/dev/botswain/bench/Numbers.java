package dev.botswain.bench;

/// Which of a blast's numbers a bot receives: a blast goes to its bots in turn.
///
/// @param first the bot's first number, from 1
/// @param step the number of bots
record Numbers(int first, int step) {
  /// Those of a blast for one bot.
  static final Numbers ALL = new Numbers(1, 1);

  /// Where a number stands among the bot's own, from 1; 0 if it belongs to another bot.
  int place(int number) {
    return number >= first && (number - first) % step == 0 ? (number - first) / step + 1 : 0;
  }

  /// The bot's number at a place.
  int at(int place) {
    return first + (place - 1) * step;
  }

  /// How many of the first numbers of a blast are the bot's.
  int of(int total) {
    return total < first ? 0 : (total - first) / step + 1;
  }
}
