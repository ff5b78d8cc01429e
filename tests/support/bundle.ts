// One file for a test page, from TypeScript.
import { build } from 'esbuild';

export async function bundle(entry: string): Promise<string> {
  const result = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm', target: 'es2022' });
  return result.outputFiles[0]?.text ?? '';
}
