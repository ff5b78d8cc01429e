// The calm notice that this device shows plain pages: its text stands hidden in the page's own markup and language.
export function showNotice(name: 'plain'): void {
  for (const notice of document.querySelectorAll<HTMLElement>(`[data-notice="${name}"]`)) notice.hidden = false;
}
