import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { photoHash, preparePhoto, type Photo } from '../../../tools/importer/photos.ts';
import { file, scratch } from './support.ts';

const folder = scratch();
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c84' } });

async function made(name: string, content: Uint8Array): Promise<{ photo: Photo; media: string }> {
  const media = path.join(scratch(), 'media');
  file(folder, name, content);
  const photo = await preparePhoto(folder, name, media);
  assert.ok(!('problem' in photo), JSON.stringify(photo));
  return { photo, media };
}

test('a photo becomes AVIF and WebP in three sizes that decode again', async () => {
  const { photo, media } = await made('wide.jpg', await picture(2000, 1500).jpeg().toBuffer());
  assert.equal(photo.hash, photoHash(readFileSync(path.join(folder, 'wide.jpg'))));
  assert.deepEqual([photo.width, photo.height], [2000, 1500]);
  assert.equal(readdirSync(media).length, 6);
  for (const width of [320, 640, 1280]) {
    for (const [format, decoded] of [['avif', 'heif'], ['webp', 'webp']]) {
      const about = await sharp(path.join(media, `${photo.hash}-${width}.${format}`)).metadata();
      assert.deepEqual([about.format, about.width, about.height], [decoded, width, width * 3 / 4]);
    }
  }
});

test('a small photo is never enlarged', async () => {
  const { photo, media } = await made('small.png', await picture(500, 400).png().toBuffer());
  const widths = await Promise.all([320, 640, 1280].map(async (width) => (await sharp(path.join(media, `${photo.hash}-${width}.webp`)).metadata()).width));
  assert.deepEqual(widths, [320, 500, 500]);
});

test('a photo from a phone is turned upright and loses where it was taken', async () => {
  const content = await picture(800, 600).withExif({ IFD0: { Copyright: 'geheim' }, IFD3: { GPSLatitude: '53/1 51/1 0/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { photo, media } = await made('phone.jpg', content);
  assert.deepEqual([photo.width, photo.height], [600, 800]);
  const about = await sharp(path.join(media, `${photo.hash}-320.webp`)).metadata();
  assert.deepEqual([about.width, about.height, about.exif, about.icc], [320, 427, undefined, undefined]);
});

test('a drawing is drawn in every size', async () => {
  const { photo, media } = await made('drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><path d="M0 0h400v300z"/></svg>'));
  assert.deepEqual([photo.width, photo.height], [1280, 960]);
  assert.equal((await sharp(path.join(media, `${photo.hash}-1280.webp`)).metadata()).width, 1280);
});

test('what was made once is not made again', async () => {
  const { photo, media } = await made('once.jpg', await picture(700, 500).jpeg().toBuffer());
  const file320 = path.join(media, `${photo.hash}-320.avif`);
  const before = statSync(file320).mtimeMs;
  await preparePhoto(folder, 'once.jpg', media);
  assert.equal(statSync(file320).mtimeMs, before);
});

test('broken files, other formats, bombs and paths outside the folder are refused', async () => {
  const media = path.join(scratch(), 'media');
  const jpeg = await picture(900, 900).jpeg().toBuffer();
  file(folder, 'cut.jpg', jpeg.subarray(0, jpeg.length / 2));
  file(folder, 'text.jpg', 'kein Bild');
  file(folder, 'moving.gif', await picture(10, 10).gif().toBuffer());
  file(folder, 'bomb.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="1000000000"/>');
  file(folder, 'bomb.png', await sharp({ create: { width: 16000, height: 6000, channels: 3, background: '#fff' } }).png().toBuffer());
  for (const name of ['cut.jpg', 'text.jpg', 'moving.gif', 'bomb.svg', 'bomb.png']) {
    assert.deepEqual(await preparePhoto(folder, name, media), { problem: 'photo_refused' }, name);
  }
  file(folder, 'tall.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="10000"/>');
  assert.deepEqual(await preparePhoto(folder, 'tall.svg', ''), { problem: 'photo_refused' });
  const outside = file(scratch(), 'outside.jpg', jpeg);
  for (const name of ['missing.jpg', path.relative(folder, outside), outside, '.']) {
    assert.deepEqual(await preparePhoto(folder, name, media), { problem: 'photo_missing' }, name);
  }
});
