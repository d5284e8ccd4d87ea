/** Those that contain all words, those whose name begins with them first. */
export function ranked<C extends { label: string; words: string }>(commands: readonly C[], text: string): C[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .map((command) => {
      const label = command.label.toLowerCase();
      const all = `${label} ${command.words}`;
      const fits = words.every((word) => all.includes(word));
      const score = words.reduce((sum, word) => sum + (label.startsWith(word) ? 3 : label.includes(word) ? 2 : 1), 0);
      return { command, fits, score };
    })
    .filter(({ fits }) => fits)
    .sort((one, other) => other.score - one.score)
    .map(({ command }) => command);
}
