// Photos in three sizes as AVIF and WebP, named by the hash of the source: DATA/media/HASH-320.avif …
// All three names always exist; a small source is never enlarged, so its larger sizes keep its own width.
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { photoBytesMax, photoPixelsMax } from './limits.ts';

// Part of the names in pages: do not change.
export const photoWidths = [320, 640, 1280];
const drawingWidth = 1280;
const formatsRead = new Set(['jpeg', 'png', 'webp', 'heif', 'svg']);

// Two photos are made side by side (record_photos.ts); more threads inside one only wait for each other.
sharp.concurrency(1);

export type Photo = { hash: string; width: number; height: number };
export type PhotoProblem = { problem: 'photo_missing' | 'photo_refused' };

export function photoHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/** Reads `name`, which must lie in `folder` or below it, and makes what is missing in `media` ('' makes nothing). */
export async function preparePhoto(folder: string, name: string, media: string): Promise<Photo | PhotoProblem> {
  const bytes = await readPhoto(folder, name);
  if (!bytes) return { problem: 'photo_missing' };
  try {
    const source = await opened(bytes);
    const hash = photoHash(bytes);
    if (media !== '') await makeSizes(source.image, path.join(media, hash));
    return { hash, width: source.width, height: source.height };
  } catch (error) {
    // A full disk is not the photo's fault.
    if (error instanceof Error && 'syscall' in error) throw error;
    return { problem: 'photo_refused' };
  }
}

async function readPhoto(folder: string, name: string): Promise<Buffer | undefined> {
  const file = path.resolve(folder, name);
  if (path.isAbsolute(name) || !file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  try {
    return (await stat(file)).size <= photoBytesMax ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}

async function opened(bytes: Buffer): Promise<{ image: () => Sharp; width: number; height: number }> {
  const bounds = { limitInputPixels: photoPixelsMax, failOn: 'error' as const };
  const about = await sharp(bytes, bounds).metadata();
  if (!formatsRead.has(about.format ?? '') || (about.format === 'heif' && about.compression !== 'av1')) throw new Error('format');
  const { width, height } = about.autoOrient;
  if (about.format !== 'svg') return { image: () => sharp(bytes, bounds).autoOrient(), width, height };
  const density = Math.min(2400, 72 * drawingWidth / width);
  const drawn = Math.round(drawingWidth * height / width);
  if (drawn * drawingWidth > photoPixelsMax) throw new Error('pixels');
  return { image: () => sharp(bytes, { ...bounds, density }), width: drawingWidth, height: drawn };
}

async function makeSizes(image: () => Sharp, stem: string): Promise<void> {
  const missing: number[] = [];
  for (const width of photoWidths) {
    if (!(await exists(`${stem}-${width}.avif`) && await exists(`${stem}-${width}.webp`))) missing.push(width);
  }
  if (missing.length === 0) return;
  await mkdir(path.dirname(stem), { recursive: true });
  // Decoded once; from here on these are pixels alone, without profile, position or camera.
  const { data, info } = await image().resize({ width: photoWidths.at(-1)!, withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (const size of missing) {
    const small = sharp(data, { raw: { width, height, channels } }).resize({ width: size, withoutEnlargement: true });
    // Measured on a drawing of 1280 pixels: AVIF effort 1 takes 140 ms for 20 kB, effort 4 takes 1,270 ms for 16 kB.
    await written(small.clone().avif({ quality: 52, effort: 1 }), `${stem}-${size}.avif`);
    await written(small.clone().webp({ quality: 78, effort: 2 }), `${stem}-${size}.webp`);
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(() => true, () => false);
}

/** A file appears under its name only when it is whole. */
async function written(image: Sharp, file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  await image.toFile(unfinished);
  await rename(unfinished, file);
}
