// Compresses once what the server would otherwise compress for each browser.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { gzip } from '@gfx/zopfli';

const COMPRESSIBLE = /\.(html|js|css|svg|json|txt|webmanifest)$/;

/** Writes `.br` and `.gz` beside each file that gets smaller by it. */
export async function compress(out) {
  const names = readdirSync(out, { recursive: true }).filter((name) => COMPRESSIBLE.test(name));
  await Promise.all(
    names.map(async (name) => {
      const plain = readFileSync(join(out, name));
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      };
      // Zopfli makes what every gzip reads, 4 % smaller.
      const coded = { br: await promisify(brotliCompress)(plain, { params }), gz: await promisify(gzip)(plain, { numiterations: 5 }) };
      for (const [ending, bytes] of Object.entries(coded)) {
        if (bytes.length < plain.length) {
          writeFileSync(join(out, `${name}.${ending}`), bytes);
        }
      }
    }),
  );
}
