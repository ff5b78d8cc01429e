// What a morph may change. The browser is the source of truth for what a person is typing, ticking, selecting or opening;
// idiomorph's defaults erase it, even where the markup did not change (measured). Islands belong to the shell.
import { Idiomorph } from 'idiomorph';

// Who owns the state of fields: the person, while the same page is updated; the markup, where another page begins.
export type Owner = 'person' | 'markup';

const STATE = ['value', 'checked', 'selected', 'open'];

// Makes `root` look like `html`, keeping nodes that stay.
export function morphInto(root: Element, html: string, owner: Owner): void {
  Idiomorph.morph(root, html, {
    morphStyle: 'innerHTML',
    callbacks: {
      beforeAttributeUpdated: (name: string, element: Element) =>
        !(owner === 'person' && STATE.includes(name) && isPersons(name, element)),
      beforeNodeMorphed: (old: Node) => !(old instanceof Element && old.hasAttribute('data-island')),
    },
  });
}

// Whether the person made this state: markup that nobody has touched yet may change, typed text may not.
function isPersons(name: string, element: Element): boolean {
  if (element.hasAttribute('data-controlled')) return false;
  if (name === 'open') return true; // <details> and <dialog> do not tell who opened them
  if (element instanceof HTMLOptionElement) {
    const select = element.closest('select');
    if (select?.hasAttribute('data-controlled')) return false;
    return select !== null && (select === document.activeElement || isTouched(select));
  }
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return false;
  if (element === document.activeElement) return true;
  if (element instanceof HTMLInputElement && name === 'checked') return element.checked !== element.defaultChecked;
  return element.value !== element.defaultValue;
}

function isTouched(select: HTMLSelectElement): boolean {
  const options = [...select.options];
  if (options.some((option) => option.defaultSelected)) {
    return options.some((option) => option.selected !== option.defaultSelected);
  }
  // Without a selection in the markup a drop-down shows its first option, a list none.
  return select.selectedIndex !== (select.multiple || select.size > 1 ? -1 : 0);
}
