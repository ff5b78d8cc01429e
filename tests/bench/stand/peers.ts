// Where the peers lie: installed by tools/bench beside the build, never for the portal.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './report.ts';

export const peersFolder = join(root, 'build/bench_peers');

// One minified file as a production build would ship it.
export async function bundlePeer(entry: string): Promise<Buffer> {
  const result = await build({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022',
    nodePaths: [join(peersFolder, 'node_modules')], define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    legalComments: 'none', logLevel: 'error',
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
}

export function brotli(bytes: Uint8Array, quality = 11): Buffer {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

// The same for what is served as it lies. Ten thousand rows take half a minute: kept for the next run.
export function brotliPrepared(bytes: Uint8Array): Buffer {
  const folder = join(root, 'build/bench/brotli');
  const file = join(folder, createHash('sha256').update(bytes).digest('hex'));
  if (existsSync(file)) return readFileSync(file);
  const small = brotli(bytes);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, small);
  return small;
}

// Writes a file with its Brotli form beside it, as the portal's own files lie.
export function writePrepared(folder: string, address: string, bytes: Buffer | string): number {
  const content = Buffer.from(bytes);
  const path = join(folder, address);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const small = brotliPrepared(content);
  writeFileSync(`${path}.br`, small);
  return small.length;
}
