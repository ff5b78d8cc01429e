// The drawings of the demo town: one per shop, out of its district's scene, its kind's motif and its id as seed.
// `node tools/demo/drawing/draw.ts` writes tools/demo/drawings/ID.svg for every shop.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawMarks, type Colours } from './marks.ts';
import { motifs } from './motifs.ts';
import { ellipse, Pen, pick, seeded, type Point, type Random } from './pen.ts';
import { groundThings, scenes, scenesOf, skyThings, stork, type Scene } from './scenes.ts';

export type Subject = { id: string; kind: string; district?: string };
export type Drawing = { svg: string; words: string };

const width = 800;
const height = 600;
const ground = 540;

type Palette = Colours & { paper: string; tint: string };
const palettes: Palette[] = [
  { a: '#dd7050', b: '#f0c25e', paper: '#fdf8ee', tint: '#f8e6cd' },
  { a: '#5c9f9b', b: '#f2b29a', paper: '#fdf8ee', tint: '#dfece4' },
  { a: '#e2a33d', b: '#a9c7a0', paper: '#fdf9ef', tint: '#f6ecd0' },
  { a: '#c96a72', b: '#a8cbd3', paper: '#fdf8f1', tint: '#f7e2dd' },
  { a: '#6f93b5', b: '#f0c97a', paper: '#fcf9f1', tint: '#e0eaf0' },
  { a: '#7f9f66', b: '#ee9f7c', paper: '#fdf9ee', tint: '#e7edd6' },
];

function cloudOfColour(random: Random, pen: Pen, colour: string): void {
  const points = ellipse(400, 330, 350 + random() * 30, 210 + random() * 20)
    .map(([x, y]): Point => [x + (random() - 0.5) * 70, y + (random() - 0.5) * 50]);
  pen.flat(points, colour, true);
}

/** The drawing of one shop and what can be seen on it, in German. */
export function draw({ id, kind, district = '' }: Subject): Drawing {
  const random = seeded(`${kind}/${id}`);
  const pen = new Pen(random);
  const palette = pick(random, palettes);
  const mirrored = random() < 0.5;
  const scene = scenes[pick(random, scenesOf(district))]!;
  const motif = motifs[kind] ?? motifs['other']!;
  cloudOfColour(random, pen, palette.tint);
  drawMarks(pen, pick(random, skyThings).marks, { x: mirrored ? 60 : 620, y: 40 + random() * 40, scale: 1.1 + random() * 0.3 }, palette);
  drawMarks(pen, scene.marks, { x: mirrored ? 330 : 30, y: ground - 25 - 400 * 1.02, scale: 1.02, ...(mirrored ? { mirror: 440 } : {}) }, palette);
  pen.edges([[20, ground - 18], [mirrored ? 300 : 480, ground - 22], [780, ground - 16]], false);
  const thing = district in districtsOfTown ? pick(random, groundThings) : pick(random, [stork, ...groundThings]);
  const thingX = mirrored ? 610 + random() * 70 : 40 + random() * 60;
  drawMarks(pen, thing.marks, { x: thingX, y: ground - 98 * 1.05 + 8, scale: 1.05 }, palette);
  foreground(pen, random, motif.marks, palette, mirrored);
  return { svg: pen.svg(width, height, palette.paper), words: wordsOf(scene, motif, thing) };
}

const districtsOfTown: Record<string, true> = { Altstadt: true, Bahnhofsviertel: true, Seeviertel: true, 'Neue Siedlung': true, Mühlenvorstadt: true };

/** The motif stands in front on a patch of the tint, so that it never drowns in what is behind. */
function foreground(pen: Pen, random: Random, marks: readonly string[], palette: Palette, mirrored: boolean): void {
  const scale = 3.05 + random() * 0.25;
  const x = mirrored ? 50 + random() * 20 : 760 - 100 * scale - random() * 20;
  const y = 572 - 98 * scale;
  pen.flat(ellipse(x + 50 * scale, y + 54 * scale, 58 * scale, 56 * scale), palette.tint, true);
  drawMarks(pen, marks, { x, y, scale }, palette);
}

function wordsOf(scene: Scene, motif: { words: string }, thing: Scene): string {
  const first = motif.words.charAt(0).toUpperCase() + motif.words.slice(1);
  return `Tuschezeichnung: ${first}, dahinter ${scene.words}, daneben ${thing.words}.`;
}

export function subjects(folder: string): Subject[] {
  return readdirSync(folder).filter((file) => file.startsWith('shops_')).sort().flatMap((file) =>
    (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { records: Subject[] }).records);
}

if (process.argv[1] === import.meta.filename) {
  const demo = path.join(import.meta.dirname, '..');
  const target = path.join(demo, 'drawings');
  mkdirSync(target, { recursive: true });
  for (const subject of subjects(demo)) writeFileSync(path.join(target, `${subject.id}.svg`), draw(subject).svg);
}
