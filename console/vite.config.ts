import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Few, large files: they compress a seventh better than one for each page. What every page needs is in the first of them; messages and
 * the composer share how Discord's things are drawn.
 */
const FILES = [
  { name: 'frame', test: /vite\/preload-helper|node_modules\/|src\/(ui|app|api)\//, priority: 4 },
  { name: 'discord', test: /src\/discord\/|src\/pages\/(messages|composer)\//, priority: 3 },
  { name: 'pages', test: /src\/pages\/(?!start)/, priority: 1 },
];

/**
 * Lucide's icons without what nothing here uses and what does not compress: their names, their usual size, and random keys, in whose
 * place numbers do as well. It saves 3 KB.
 */
const smallIcons: Plugin = {
  name: 'small-icons',
  transform: {
    filter: { id: /lucide-react\/dist\/esm\/icons\// },
    handler(code) {
      let number = 0;
      const bare = code.replace(/^ {2}(name: "[\w-]+"|size: 24|aliases: \[[^\]]*\]),?\n/gm, '');
      return { code: bare.replace(/key: "\w+"/g, () => `key: "${number++}"`), map: null };
    },
  },
};

/** The server that `npm run dev` talks to: `./botswain demo` listens here. */
const SERVER = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [smallIcons],
  // wouter brings it for React 17.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim.*/, replacement: 'react' }] },
  build: {
    outDir: process.env.CONSOLE_OUT ?? 'target/classes/console',
    emptyOutDir: true,
    target: 'es2022',
    // Workers, fonts and images must stay files: the Content-Security-Policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    // The polyfill would be an inline script for browsers that the console does not run in.
    modulePreload: { polyfill: false },
    manifest: false,
    cssCodeSplit: false,
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: FILES } },
      // "use client" tells server-side rendering something; here it means nothing.
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
    },
  },
  server: { proxy: { '/api': SERVER, '/health': SERVER } },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'] },
});
