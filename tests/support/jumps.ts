// What jumps in a page: layout shifts as the browser counts them (Layout Instability API), and of what.
interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

interface Watched {
  wholeMs: number; // the document was parsed and painted; 0: not yet
  shifts: { ms: number; value: number; of: string[] }[];
}
declare const watchedJumps: Watched;

export interface Jumps {
  shift: number;
  jumps: string[];
  paintedMs: number; // the first content; 0: none
  arrivedMs: number; // the last byte of the document
}

// Runs in the page before anything else does.
export function watchJumps(): void {
  const watched: Watched = { wholeMs: 0, shifts: [] };
  Object.assign(window, { watchedJumps: watched });
  const where = ({ x, y, width, height }: DOMRect): string => `${x},${y} ${width}x${height}`;
  new PerformanceObserver((list) => {
    for (const { startTime, value, sources } of list.getEntries() as Shift[]) {
      const of = sources.map(({ node, previousRect: from, currentRect: to }) =>
        `${(node as Element | null)?.outerHTML?.slice(0, 120) ?? node?.nodeName} from ${where(from)} to ${where(to)}`);
      watched.shifts.push({ ms: startTime, value, of });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('readystatechange', () => {
    if (document.readyState === 'interactive') requestAnimationFrame(() => requestAnimationFrame(() => { watched.wholeMs = performance.now(); }));
  });
}

// Runs in the page: true from the second frame on that shows the whole document.
export const isPaintedWhole = (): boolean => watchedJumps.wholeMs > 0;

// Runs in the page. What jumped, with `takeover` only since the whole document was painted; waits until what was laid out last is counted.
export async function jumpsOf(takeover: boolean): Promise<Jumps> {
  for (let frames = 0; frames < 2; ++frames) await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done));
  const counted = watchedJumps.shifts.filter(({ ms }) => !takeover || ms > watchedJumps.wholeMs);
  const paintedMs = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return {
    shift: counted.reduce((sum, { value }) => sum + value, 0),
    jumps: counted.map(({ ms, value, of }) => `${value} at ${ms}: ${of.join('; ')}`),
    paintedMs,
    arrivedMs: visit?.responseEnd ?? 0,
  };
}
