// A pen with a slightly shaking hand: ink lines over flat colour that misses its outline by a hair.
// Everything comes from a seed, so the same drawing is made every time.

export type Point = [x: number, y: number];
export type Random = () => number;

/** Numbers in [0, 1) that depend on the text alone (FNV-1a into mulberry32). */
export function seeded(text: string): Random {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)]!;
}

export const ink = '#3b302b';
const inkWidth = 6;
const shake = 2.2;
const stepMax = 90;

const text = ([x, y]: Point) => `${Math.round(x)} ${Math.round(y)}`;
const between = ([ax, ay]: Point, [bx, by]: Point, share: number): Point => [ax + (bx - ax) * share, ay + (by - ay) * share];

/** A path through the middles of the points, rounded at each of them. */
function smoothPath(points: readonly Point[], closed: boolean): string {
  if (points.length < 3) return `M${points.map(text).join('L')}`;
  if (closed) {
    const start = between(points.at(-1)!, points[0]!, 0.5);
    return `M${text(start)}${points.map((point, index) => `Q${text(point)} ${text(between(point, points[(index + 1) % points.length]!, 0.5))}`).join('')}Z`;
  }
  const inner = points.slice(1, -1).map((point, index) => {
    const next = points[index + 2]!;
    return `Q${text(point)} ${text(index === points.length - 3 ? next : between(point, next, 0.5))}`;
  });
  return `M${text(points[0]!)}${inner.join('')}`;
}

export class Pen {
  private readonly random: Random;
  private readonly marks: string[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  private shaken([x, y]: Point, amount = shake): Point {
    return [x + (this.random() * 2 - 1) * amount, y + (this.random() * 2 - 1) * amount];
  }

  /** Colour without a line, a little beside where it should be. */
  flat(points: readonly Point[], colour: string, smooth: boolean): void {
    const moved = points.map(([x, y]) => this.shaken([x + 5, y + 4], 1.5));
    const path = smooth ? smoothPath(moved, true) : `M${moved.map(text).join('L')}Z`;
    this.marks.push(`<path fill="${colour}" d="${path}"/>`);
  }

  /** Straight edges as a hand draws them: each with a slight bow, corners not quite meeting. */
  edges(points: readonly Point[], closed: boolean, width = inkWidth): void {
    const ends = closed ? [...points, points[0]!] : points;
    let path = '';
    for (let index = 1; index < ends.length; index += 1) {
      const [from, to] = [ends[index - 1]!, ends[index]!];
      const steps = Math.max(2, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / stepMax) + 1);
      const line = Array.from({ length: steps + 1 }, (_, step) => this.shaken(between(from, to, step / steps), step % steps === 0 ? 1.4 : shake));
      path += smoothPath(line, false);
    }
    this.stroke(path, width);
  }

  curve(points: readonly Point[], closed: boolean, width = inkWidth): void {
    this.stroke(smoothPath(points.map((point) => this.shaken(point)), closed), width);
  }

  dot([x, y]: Point, radius: number, colour = ink): void {
    this.marks.push(`<circle fill="${colour}" cx="${Math.round(x)}" cy="${Math.round(y)}" r="${radius}"/>`);
  }

  private stroke(path: string, width: number): void {
    this.marks.push(width === inkWidth ? `<path d="${path}"/>` : `<path stroke-width="${width}" d="${path}"/>`);
  }

  svg(width: number, height: number, paper: string): string {
    const flats = this.marks.map((mark) => (mark.includes('fill=') ? mark.replace('/>', ' stroke="none"/>') : mark)).join('\n');
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n`
      + `<path fill="${paper}" d="M0 0H${width}V${height}H0Z"/>\n`
      + `<g fill="none" stroke="${ink}" stroke-width="${inkWidth}" stroke-linecap="round" stroke-linejoin="round">\n${flats}\n</g>\n</svg>\n`;
  }
}

export function ellipse(cx: number, cy: number, rx: number, ry: number): Point[] {
  const count = 12;
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI - 1.8;
    // Rounded between the middles, the path runs inside its points: they lie outside by as much.
    return [cx + rx * 1.035 * Math.cos(angle), cy + ry * 1.035 * Math.sin(angle)];
  });
}
