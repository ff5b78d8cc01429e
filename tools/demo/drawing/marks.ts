// The small language the motifs are written in, one mark per entry:
//   "P a 1,2 3,4 …"  closed shape with straight edges, filled with colour a
//   "S a 1,2 3,4 …"  closed round shape     "E a cx,cy rx,ry"  ellipse
//   "L 1,2 3,4 …"    straight line          "C 1,2 3,4 …"      curve
//   "D 1,2 r"        dot of ink             "F a 1,2 …"        colour without a line, round
// Colours: a and b are the drawing's accents, w white, k ink, - none; what nature has decided keeps its own:
// q water, g leaf, y honey, o carrot, r apple, n bread, p pink, u indigo.
import { ellipse, ink, type Pen, type Point } from './pen.ts';

export type Colours = { a: string; b: string };
/** Where a motif's own coordinates go: scale and position, mirrored or not. */
export type Frame = { x: number; y: number; scale: number; mirror?: number };

const own: Record<string, string> = {
  w: '#fffdf8', k: ink, q: '#a8cbd3', g: '#93b57f', y: '#f0c25e', o: '#e88f4a', r: '#d8614f', n: '#cf9a5e', p: '#efb3a8', u: '#6f93b5',
};

function colourOf(name: string, colours: Colours): string | undefined {
  return name === 'a' ? colours.a : name === 'b' ? colours.b : own[name];
}

export function drawMarks(pen: Pen, marks: readonly string[], frame: Frame, colours: Colours): void {
  for (const mark of marks) drawMark(pen, mark, frame, colours);
}

function drawMark(pen: Pen, mark: string, frame: Frame, colours: Colours): void {
  const [kind = '', ...words] = mark.split(' ');
  const hasColour = 'PSEF'.includes(kind);
  const colour = hasColour ? colourOf(words.shift()!, colours) : undefined;
  const place = ([x, y]: Point): Point => [frame.x + (frame.mirror === undefined ? x : frame.mirror - x) * frame.scale, frame.y + y * frame.scale];
  if (kind === 'D') {
    pen.dot(place(point(words[0]!)), Math.max(3, Number(words[1]) * frame.scale));
    return;
  }
  const points = kind === 'E' ? ellipseOf(words) : words.map(point);
  const placed = points.map(place);
  const round = kind === 'S' || kind === 'E' || kind === 'F';
  if (colour) pen.flat(placed, colour, round);
  if (kind === 'F') return;
  if (round || kind === 'C') pen.curve(placed, kind !== 'C');
  else pen.edges(placed, kind === 'P');
}

function point(word: string): Point {
  const [x, y] = word.split(',').map(Number);
  if (x === undefined || y === undefined || Number.isNaN(x) || Number.isNaN(y)) throw new Error(`no point: ${word}`);
  return [x, y];
}

function ellipseOf(words: string[]): Point[] {
  const [[cx, cy], [rx, ry]] = [point(words[0]!), point(words[1]!)];
  return ellipse(cx, cy, rx, ry);
}
