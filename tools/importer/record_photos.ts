// The photo fields of drafts: photo, photos, photo_texts and photo_credits, one line per photo.
import type { Draft } from './record.ts';
import type { Report } from './report.ts';
import { labelOf } from './cleaning/fields.ts';

type Line = { photo: string; text: string; credit: string };

/** Makes the photos of all drafts ('' as `media` only looks at them); a photo that fails is reported and left out. */
export async function photosOf(drafts: readonly Draft[], folder: string, media: string, report: Report, say: (line: string) => void): Promise<void> {
  const withPhotos = drafts.filter((draft) => (draft.photoFiles ?? []).length > 0);
  if (withPhotos.length === 0) return;
  const waiting = withPhotos.entries();
  let done = 0;
  const worker = async () => {
    for (const [, draft] of waiting) {
      await takePhotos(draft, folder, media, report);
      done += 1;
      if (done % 10 === 0 || done === withPhotos.length) say(`Bilder: ${done} von ${withPhotos.length}`);
    }
  };
  await Promise.all([worker(), worker()]);
}

async function takePhotos(draft: Draft, folder: string, media: string, report: Report): Promise<void> {
  // Loaded only where there are photos: it brings a native library.
  const { preparePhoto } = await import('./photos.ts');
  const texts = (draft.values['photo_texts'] ?? '').split('\n');
  const credits = (draft.values['photo_credits'] ?? '').split('\n');
  const lines: Line[] = [];
  for (const [index, file] of (draft.photoFiles ?? []).entries()) {
    const result = await preparePhoto(folder, file, media);
    if ('problem' in result) report.add('dropped', result.problem, draft.where, labelOf(draft), `photo_files[${index}]`);
    else lines.push({ photo: `${result.hash} ${result.width}x${result.height}`, text: texts[index] ?? '', credit: credits[index] ?? '' });
  }
  if (lines.length === 0) return;
  draft.values['photo'] = lines[0]!.photo;
  draft.values['photos'] = lines.map(({ photo }) => photo).join('\n');
  draft.values['photo_texts'] = lines.map(({ text }) => text || '–').join('\n');
  draft.values['photo_credits'] = lines.map(({ credit }) => credit || '–').join('\n');
}
