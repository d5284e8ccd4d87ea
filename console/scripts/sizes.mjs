// What a browser downloads, and how much of it is allowed.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from './tools.mjs';

/** In units of 1,024 bytes. */
const ALL_KB = 220;
const FIRST_ROUTE_KB = 140;

/** What the start page needs: what index.html names, the styles, and what is loaded for that page alone. */
const FIRST = ['index.html', 'style.css', 'src/pages/start/index.tsx'];

/** The size of each file as it is sent with gzip, the largest first, and whether the first page needs it. To be called after they are compressed. */
export function sizes(out, manifest) {
  const first = new Set(['index.html']);
  FIRST.forEach((name) => collect(manifest, name, first));
  return readdirSync(out, { recursive: true })
    .filter((name) => statSync(join(out, name)).isFile() && !/\.(br|gz)$/.test(name) && name !== 'licenses.txt')
    .map((name) => ({ name, bytes: (statSync(join(out, `${name}.gz`), { throwIfNoEntry: false }) ?? statSync(join(out, name))).size, first: first.has(name) }))
    .sort((a, b) => b.bytes - a.bytes);
}

function collect(manifest, name, files) {
  const chunk = manifest[name];
  if (chunk === undefined || files.has(chunk.file)) {
    return;
  }
  files.add(chunk.file);
  [...(chunk.css ?? []), ...(chunk.assets ?? [])].forEach((file) => files.add(file));
  (chunk.imports ?? []).forEach((imported) => collect(manifest, imported, files));
}

/** Refuses what is too much, with the table that shows where it is. */
export function budget(files) {
  const all = kb(files);
  const first = kb(files.filter((file) => file.first));
  const line = `${first} KB of ${FIRST_ROUTE_KB} for the first page, ${all} KB of ${ALL_KB} in all (gzip)`;
  if (all > ALL_KB || first > FIRST_ROUTE_KB) {
    const table = files.map((file) => `${(file.bytes / 1024).toFixed(1).padStart(7)} KB ${file.first ? 'first' : '     '} ${file.name}`);
    throw new Refused(`the console is too large: ${line}`, table.join('\n'));
  }
  console.log(`console: ${line}`);
}

function kb(files) {
  return Math.ceil(files.reduce((sum, file) => sum + file.bytes, 0) / 102.4) / 10;
}
