// The calm notice that this device shows plain pages. Its markup waits in the page, in the page's own language.
export function showNotice(name: 'plain'): void {
  const notice = document.querySelector<HTMLTemplateElement>(`template[data-notice="${name}"]`);
  if (notice) document.getElementById('status')?.replaceChildren(notice.content.cloneNode(true));
}
