// Raw HTML in text fields becomes plain text with line feeds.
import { convert } from 'html-to-text';

const markup = /<\/?[a-z][^<>]*>|<!--|&(?:[a-z]{2,31}|#\d{1,7}|#x[0-9a-f]{1,6});/iu;

export function looksLikeHtml(text: string): boolean {
  return markup.test(text);
}

const options = {
  wordwrap: false as const,
  limits: { maxInputLength: 1 << 20, maxDepth: 200, maxChildNodes: 10_000 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'ul', options: { itemPrefix: '– ' } },
  ],
};

export function textFromHtml(html: string): string {
  return convert(html, options);
}
