// What a person loses who reads with large letters (WCAG 2.2, 1.4.10 Reflow and 1.4.12 Text Spacing), as the browser has laid it out.
import type { Page } from 'playwright-core';

// 1280 × 1024 px at 400 per cent.
export const ZOOMED = { width: 320, height: 256 };
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

// Runs in the page. Exempt: what is there for those who listen only, the map, which has a list beside it, and photos in a row.
function lost(): string[] {
  const found = new Set<string>();
  const named = (element: Element, words = ''): string => {
    const { id, className, localName } = element;
    const mark = id ? `#${id}` : typeof className === 'string' && className ? `.${className.replaceAll(' ', '.')}` : '';
    return `${element.parentElement?.closest('[id]')?.id ?? ''} ${localName}${mark}${words && ` "${words.trim().slice(0, 30)}"`}`;
  };
  const isRead = (element: Element): boolean => {
    for (let one: Element | null = element; one; one = one.parentElement) {
      const { clipPath } = getComputedStyle(one);
      if (clipPath.startsWith('inset(50%') || one.matches('svg, .map, .skip:not(:focus), template')) return false;
    }
    return element.checkVisibility({ visibilityProperty: true });
  };
  // What shows less than it holds: one finding for all that is in it.
  const boxes = [...document.querySelectorAll('body *')].filter((element) => {
    if (element.matches('.photos, input, select') || !isRead(element)) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const isNarrow = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    const isLow = ['hidden', 'clip'].includes(overflowY) && element.scrollHeight > element.clientHeight + 2;
    if (isNarrow || isLow) found.add(`shows less than it holds: ${named(element, element.textContent!)}`);
    return isNarrow || isLow;
  });
  const isKnown = (element: Element): boolean => boxes.some((box) => box.contains(element)) || !!element.closest('.photos');
  const floats = (element: Element): boolean => {
    for (let one: Element | null = element; one; one = one.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(one).position)) return true;
    return false;
  };
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.add(`the document is ${width} px wide`);

  type Piece = { node: Text; element: Element; box: DOMRect };
  const pieces: Piece[] = [];
  const texts = document.createTreeWalker(document.getElementById('page') ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null) {
    const element = node.parentElement!;
    if (!node.data.trim() || element.closest('option') || !isRead(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) pieces.push({ node, element, box });
  }
  const isOut = ({ left, right }: DOMRect): boolean => left < -1 || right > innerWidth + 1;
  for (const { node, element, box } of pieces) if (isOut(box) && !isKnown(element)) found.add(`out of the page: ${named(element, node.data)}`);
  for (const element of document.querySelectorAll('a, button, input, select, textarea, summary')) {
    if (!isRead(element) || isKnown(element)) continue;
    if (isOut(element.getBoundingClientRect())) found.add(`out of the page: ${named(element)}`);
    if (element.matches('button, .button') && element.scrollWidth > element.clientWidth + 1) found.add(`words wider than their button: ${named(element)}`);
  }
  // Words on words: what a line of fixed height does to larger ones.
  const lying = pieces.filter(({ element }) => !isKnown(element) && !floats(element));
  for (const [at, one] of lying.entries()) {
    for (const other of lying.slice(at + 1)) {
      if (one.node === other.node || one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (wide > 2 && high > Math.min(one.box.height, other.box.height) / 3) found.add(`on each other: ${named(one.element, one.node.data)} and ${named(other.element, other.node.data)}`);
    }
  }
  return [...found];
}

// Runs in the page: how much of the window stays covered wherever somebody scrolls.
function covered(): number {
  const stuck = [...document.querySelectorAll('body *')].filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position));
  let most = 0;
  for (const place of [0, 0.5, 1]) {
    scrollTo(0, place * document.documentElement.scrollHeight);
    const heights = stuck.map((element) => element.getBoundingClientRect()).map(({ top, bottom }) => Math.max(0, Math.min(innerHeight, bottom) - Math.max(0, top)));
    most = Math.max(most, heights.reduce((sum, height) => sum + height, 0));
  }
  scrollTo(0, 0);
  return most / innerHeight;
}

// Runs in the page. A sheet made by script, because policies of pages refuse a style element.
function space(rules: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}

// Everything that is lost on this page, zoomed and then with more room between letters; the page is as before afterwards.
export async function lostWhenZoomed(page: Page): Promise<string[]> {
  const size = page.viewportSize()!;
  await page.setViewportSize(ZOOMED);
  const found = (await page.evaluate(lost)).map((one) => `zoomed: ${one}`);
  const share = await page.evaluate(covered);
  if (share > 1 / 3) found.push(`zoomed: ${Math.round(share * 100)} % of the window stays covered`);
  await page.evaluate(space, SPACED);
  found.push(...(await page.evaluate(lost)).map((one) => `zoomed and spaced: ${one}`));
  await page.setViewportSize(size);
  found.push(...(await page.evaluate(lost)).map((one) => `spaced: ${one}`));
  await page.evaluate(space, '');
  return found;
}
