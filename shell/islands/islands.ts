// Parts of a page that the shell draws itself (wasm/port/MESSAGES.md, `data-island`), by their names.
import { correction, generate } from 'lean-qr';

const QUIET = 4; // modules of white around it (ISO/IEC 18004)

// A receipt's address, to be scanned by another device. The code stands behind the #, which no browser sends anywhere.
function qr(place: HTMLElement): void {
  const code = generate(location.origin + (place.dataset['text'] ?? ''), { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  const size = code.size + 2 * QUIET;
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  image.setAttribute('viewBox', `${-QUIET} ${-QUIET} ${size} ${size}`);
  image.setAttribute('aria-hidden', 'true');
  const [paper, ink] = ['path', 'path'].map((name) => image.appendChild(document.createElementNS(image.namespaceURI, name)));
  paper?.setAttribute('d', `M${-QUIET} ${-QUIET}h${size}v${size}h${-size}z`);
  paper?.setAttribute('fill', '#fff');
  ink?.setAttribute('d', path);
  ink?.setAttribute('fill', '#000');
  for (const part of [paper, ink]) part?.setAttribute('stroke', 'none');
  place.replaceChildren(image);
}

// The code that came with the address goes into the field, and out of the address and the browser's history.
function code(): void {
  const field = document.getElementById('code');
  if (!(field instanceof HTMLInputElement) || location.hash.length < 2) return;
  field.value = location.hash.slice(1, 61);
  history.replaceState(history.state, '', location.pathname + location.search);
}

export const islands: Record<string, (place: HTMLElement) => void> = { qr, code };
