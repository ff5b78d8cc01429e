// Dragging, pinching, the wheel and double clicks on a map become `pressed` "move" (wasm/map/drawing.hpp). Until the core has
// drawn the new piece, what is drawn follows the fingers; the next page takes that away again.
import type { Send } from '../loop/messages.ts';

const STILL_PX = 4; // a finger that moves less presses what lies under it
const SIDE = 1000; // thousandths of a map's side
const WHEEL_REST_MS = 150;

interface At {
  x: number;
  y: number;
}

export function takeGestures(root: Element, send: Send): void {
  const fingers = new Map<number, At>();
  let map: Element | undefined;
  let scale = 1; // a place p of the map shows at p * scale + shift, from the map's middle
  let shift: At = { x: 0, y: 0 };
  let base = { middle: shift, spread: 1, scale, shift };
  let moving = false;

  const mapAt = (event: Event): Element | undefined => (event.target as Element).closest('#map') ?? undefined;

  function fromMiddle(of: Element, event: MouseEvent): At {
    const box = of.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  }

  // `by` in pixels of the map as it was drawn last.
  function move(of: Element, by: At, closer: number): void {
    const side = of.getBoundingClientRect().width;
    const share = (pixels: number): number => Math.max(-3 * SIDE, Math.min(3 * SIDE, Math.round((pixels / side) * SIDE)));
    send({ event: 'pressed', action: 'move', value: `${share(by.x)},${share(by.y)},${closer}` });
  }

  // Nearer or farther, so that what is under the pointer stays there.
  function zoom(of: Element, at: At, closer: number): void {
    const away = 1 - 2 ** -closer;
    move(of, { x: at.x * away, y: at.y * away }, closer);
  }

  function hold(): void {
    const all = [...fingers.values()];
    const sum = all.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }), { x: 0, y: 0 });
    const middle = { x: sum.x / (all.length || 1), y: sum.y / (all.length || 1) };
    const [a, b] = all;
    base = { middle, spread: a && b ? Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) : 0, scale, shift };
  }

  function follow(): void {
    const before = base;
    hold();
    scale = before.spread && base.spread ? (before.scale * base.spread) / before.spread : before.scale;
    const grown = scale / before.scale;
    shift = {
      x: base.middle.x - (before.middle.x - before.shift.x) * grown,
      y: base.middle.y - (before.middle.y - before.shift.y) * grown,
    };
    base = before;
    const ground = map?.querySelector<SVGElement>('#map-ground');
    if (ground) ground.style.transform = `translate(${shift.x}px, ${shift.y}px) scale(${scale})`;
  }

  root.addEventListener('pointerdown', (event) => {
    const { pointerId, button } = event as PointerEvent;
    const at = mapAt(event);
    if (!at || button !== 0 || (map && map !== at)) return;
    if (!fingers.size) [map, scale, shift, moving] = [at, 1, { x: 0, y: 0 }, false];
    fingers.set(pointerId, fromMiddle(at, event as PointerEvent));
    hold();
  });

  root.addEventListener('pointermove', (event) => {
    const pointer = event as PointerEvent;
    const before = fingers.get(pointer.pointerId);
    if (!map || !before) return;
    const now = fromMiddle(map, pointer);
    moving ||= fingers.size > 1 || Math.hypot(now.x - before.x, now.y - before.y) >= STILL_PX;
    if (!moving) return;
    map.setPointerCapture(pointer.pointerId); // so that letting go presses nothing
    fingers.set(pointer.pointerId, now);
    follow();
  });

  for (const end of ['pointerup', 'pointercancel']) {
    root.addEventListener(end, (event) => {
      if (!fingers.delete((event as PointerEvent).pointerId) || !map) return;
      hold();
      if (fingers.size) return;
      if (moving) move(map, { x: -shift.x / scale, y: -shift.y / scale }, Math.round(Math.log2(scale)));
      map = undefined;
    });
  }

  root.addEventListener('dblclick', (event) => {
    const at = mapAt(event);
    if (at && !(event.target as Element).closest('a')) zoom(at, fromMiddle(at, event as MouseEvent), 1);
  });

  // The page keeps its wheel: a map takes it only from those who pinch (browsers say ctrl) or who are in it already.
  let rested = 0;
  root.addEventListener(
    'wheel',
    (event) => {
      const wheel = event as WheelEvent;
      const at = mapAt(event);
      if (!at || !(wheel.ctrlKey || at.contains(document.activeElement))) return;
      wheel.preventDefault();
      if (wheel.timeStamp < rested || wheel.deltaY === 0) return;
      rested = wheel.timeStamp + WHEEL_REST_MS;
      zoom(at, fromMiddle(at, wheel), wheel.deltaY < 0 ? 1 : -1);
    },
    { passive: false },
  );

  root.addEventListener('dragstart', (event) => {
    if (mapAt(event)) event.preventDefault();
  });
}
