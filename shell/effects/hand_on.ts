// What only a browser can do with the page that is shown: hand its address on, print it. The core need not know.

// The address without what narrows it: everybody else begins afresh.
async function handOn(button: HTMLButtonElement): Promise<void> {
  const url = location.origin + location.pathname;
  if (navigator.share) return navigator.share({ title: document.title, url }).catch(() => undefined);
  const said = document.getElementById('shared');
  const copied = navigator.clipboard?.writeText(url).then(() => button.value) ?? Promise.resolve(url);
  const words = await copied.catch(() => url);
  if (said) said.textContent = words;
}

export const deeds: Record<string, (button: HTMLButtonElement) => void> = {
  hand_on: (button) => void handOn(button),
  print: () => print(),
};
