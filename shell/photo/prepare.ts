// A photo in the three sizes that pages use. Drawing it anew leaves pixels alone: no place, no time, no camera, no preview inside.
import { encodeFrame } from '../loop/frames.ts';
import { measuresOf } from './measures.ts';

export interface Prepared {
  line: string; // "NAME 1280x960 webp", as a record says it
  body: Uint8Array; // to send (wasm/wire/PROTOCOL.md, "photos")
  files: Map<string, Blob>; // by their addresses
}

/** Why a file cannot become a photo; the core has words for each. */
export class Unfit extends Error {}

const WIDTHS = [320, 640, 1280];
const PIXELS_MAX = 100_000_000; // four bytes each while they are decoded
const FULL_PIXELS_MAX = 16_000_000; // above, the browser scales while it decodes
const SIDE_MIN = 200;
const SLIM_MAX = 3; // one side at most so many times the other
const BODY_BYTES_MAX = 1024 * 1024 - 200;
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

export async function prepare(file: Blob): Promise<Prepared> {
  const large = await decoded(file);
  const { width, height } = large;
  if (Math.max(width, height) > SLIM_MAX * Math.min(width, height)) throw new Unfit('slim');
  if (Math.min(width, height) < SIDE_MIN) throw new Unfit('small');
  const pictures = await Promise.all(WIDTHS.map((size) => drawn(large, Math.min(size, width))));
  for (const quality of QUALITIES) {
    const written = await writtenAll(pictures, quality);
    if (written) return pack(written.blobs, written.ending, width, height);
  }
  throw new Unfit('broken');
}

// Upright, at most as wide as the largest size.
async function decoded(file: Blob): Promise<ImageBitmap> {
  const about = await measuresOf(file);
  if (!about) throw new Unfit('type');
  const pixels = about.width * about.height;
  if (pixels > PIXELS_MAX) throw new Unfit('pixels');
  const upright = { imageOrientation: 'from-image' } as const;
  const wide = WIDTHS.at(-1)!;
  try {
    const whole = await createImageBitmap(file, pixels > FULL_PIXELS_MAX ? { ...upright, resizeWidth: wide, resizeQuality: 'high' } : upright);
    if (whole.width <= wide) return whole;
    const height = Math.max(1, Math.round((whole.height * wide) / whole.width));
    return await createImageBitmap(whole, { resizeWidth: wide, resizeHeight: height, resizeQuality: 'high' });
  } catch {
    throw new Unfit('broken');
  }
}

async function drawn(large: ImageBitmap, width: number): Promise<HTMLCanvasElement> {
  const height = Math.max(1, Math.round((large.height * width) / large.width));
  const small = width === large.width ? large : await createImageBitmap(large, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { alpha: false }); // what is transparent becomes paper
  if (!pen) throw new Unfit('broken');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(small, 0, 0);
  return canvas;
}

// Nothing where they are too heavy. Browsers that write no WebP write JPEG.
async function writtenAll(pictures: HTMLCanvasElement[], quality: number): Promise<{ blobs: Blob[]; ending: 'webp' | 'jpg' } | undefined> {
  for (const [type, ending] of [['image/webp', 'webp'], ['image/jpeg', 'jpg']] as const) {
    const blobs = await Promise.all(pictures.map((canvas) => written(canvas, type, quality)));
    if (blobs.some((blob) => blob.type !== type)) continue;
    return blobs.reduce((sum, { size }) => sum + size, 0) <= BODY_BYTES_MAX ? { blobs, ending } : undefined;
  }
  throw new Unfit('broken');
}

function written(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob> {
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Unfit('broken'))), type, quality));
}

async function pack(blobs: Blob[], ending: 'webp' | 'jpg', width: number, height: number): Promise<Prepared> {
  const [small, middle, large] = blobs.map(({ size }) => size) as [number, number, number];
  const files = new Uint8Array(await new Blob(blobs).arrayBuffer());
  const body = encodeFrame({ version: 1, type: ending === 'webp' ? 'webp' : 'jpeg', small, middle, large }, files);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body as BufferSource));
  const name = btoa(String.fromCharCode(...hash)).replace(/\+/g, '-').replace(/\//g, '_').slice(0, 22);
  const addresses = WIDTHS.map((size) => `/media/${name}-${size}.${ending}`);
  return { line: `${name} ${width}x${height} ${ending}`, body, files: new Map(addresses.map((address, at) => [address, blobs[at]!])) };
}
