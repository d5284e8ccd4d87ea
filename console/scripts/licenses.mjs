// The licenses of what is in the bundle, which want to be passed on with it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from './tools.mjs';

/** By their SPDX names, and as one of the libraries calls its own. */
const ALLOWED = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Apache License', 'Unlicense']);

/** The packages that a browser gets: all that is not for development alone. */
export function bundled(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, found]) => place !== '' && !found.dev && !found.devOptional && !found.optional && !found.peer)
    .map(([place, found]) => ({ place, name: place.replace(/^.*node_modules\//, ''), version: found.version, license: found.license }));
}

/** One text for all of them. */
export function licenses(root, packages) {
  const refused = packages.filter(({ license }) => !ALLOWED.has(license));
  if (refused.length > 0) {
    throw new Refused('the console uses libraries under other licenses than it may', refused.map(({ name, license }) => `${name}: ${license}`).join('\n'));
  }
  return packages.map(({ place, name, version, license }) => `${name} ${version} (${license})\n\n${textOf(join(root, place))}`).join(`\n${'-'.repeat(80)}\n\n`);
}

function textOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined ? 'See its package.\n' : `${readFileSync(join(folder, file), 'utf8').trimEnd()}\n`;
}
