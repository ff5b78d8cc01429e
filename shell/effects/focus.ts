// focus: the only way focus moves besides the person and the start of a new page.
export function focusElement({ id }: { id: string }): void {
  const element = document.getElementById(id);
  if (!element) return;
  element.focus();
  // Headings, regions and messages take focus only when they say so.
  if (document.activeElement !== element) {
    element.tabIndex = -1;
    element.focus();
  }
}
