/** What a user may choose from, for an option of a command. */
export interface Choice {
  name: string;
  value: string | number;
}

/** Discord takes no more for an option. */
const MOST = 25;

/** Choices from lines such as `Outer harbour = outer`. */
export function choicesOf(text: string, asNumbers: boolean): Choice[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MOST)
    .map((line) => {
      const at = line.lastIndexOf('=');
      const name = (at < 0 ? line : line.slice(0, at)).trim();
      const value = (at < 0 ? line : line.slice(at + 1)).trim();
      return { name, value: asNumbers && Number.isFinite(Number(value)) ? Number(value) : value };
    });
}

/** The same the other way. */
export function linesOf(choices: readonly Choice[]): string {
  return choices.map((one) => (one.name === String(one.value) ? one.name : `${one.name} = ${one.value}`)).join('\n');
}
