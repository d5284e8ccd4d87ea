// Builds the console: libraries, types from the contract, tsc, Vite, sizes, compression. It does nothing if nothing has changed.
//
//   node scripts/build.mjs [CONTRACT]    CONTRACT: the server's openapi.json, as Maven leaves it in server/target/classes
//
// CONSOLE_OUT names another folder for the result, and what it reads decides whether there is anything to do: target/built.json
// keeps a hash of it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled, licenses } from './licenses.mjs';
import { Refused, failed, install, run } from './tools.mjs';
import { budget, sizes } from './sizes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = resolve(process.env.CONSOLE_OUT ?? join(root, 'target/classes/console'));
const contract = resolve(process.argv[2] ?? join(root, '../server/target/classes/openapi.json'));
const types = join(root, 'src/api/schema.d.ts');
const record = join(root, 'target/built.json');

/** Everything that decides the result, apart from the installed libraries, which the lock file decides. */
const INPUTS = ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'public', 'scripts', 'src', 'test'];

try {
  await build();
} catch (problem) {
  failed(problem);
}

async function build() {
  if (!existsSync(contract)) {
    throw new Refused(`the contract ${contract} is not there: build the server first`);
  }
  const hash = hashOf(filesOf(INPUTS));
  if (isBuilt(hash)) {
    return;
  }
  rmSync(record, { force: true });
  await install(root);
  // Not before: it uses an installed library.
  const { compress } = await import('./compress.mjs');
  const folder = statSync(dirname(types));
  await run(root, 'the contract cannot be turned into types', 'openapi-typescript/bin/cli.js', contract, '-o', types);
  // The launcher compares the times of sources, and this file is none.
  utimesSync(dirname(types), folder.atime, folder.mtime);
  await Promise.all([
    run(root, 'the console does not compile', 'typescript/bin/tsc', '--noEmit', '--pretty', 'false'),
    run(root, 'a test of the console does not compile', 'typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', 'test'),
    run(root, 'the console cannot be bundled', 'vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', out, '--manifest', 'manifest.json'),
  ]);
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  rmSync(join(out, 'manifest.json'));
  writeFileSync(join(out, 'licenses.txt'), licenses(root, bundled(root)));
  await compress(out);
  budget(sizes(out, manifest));
  const files = listOf(out);
  writeFileSync(join(out, 'files.json'), JSON.stringify(files));
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, JSON.stringify({ hash, out, files: Object.fromEntries(files.map((file) => [file, statSync(join(out, file)).size])) }));
}

function isBuilt(hash) {
  if (!existsSync(record)) {
    return false;
  }
  const before = JSON.parse(readFileSync(record, 'utf8'));
  return (
    before.hash === hash &&
    before.out === out &&
    existsSync(types) &&
    existsSync(join(out, 'files.json')) &&
    Object.entries(before.files).every(([file, size]) => statSync(join(out, file), { throwIfNoEntry: false })?.size === size)
  );
}

function filesOf(names) {
  return names
    .map((name) => join(root, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => (statSync(path).isDirectory() ? listOf(path).map((file) => join(path, file)) : [path]))
    .filter((file) => file !== types && !file.endsWith('.java'))
    .concat(contract);
}

function hashOf(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** All files below a folder, by their paths in it, in the same order on every machine. */
function listOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join('/'))
    .sort();
}
