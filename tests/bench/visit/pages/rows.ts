// A page with the usual amount of code that fetches every record as JSON rows and keeps them.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const rows = (await (await fetch('/rows.json')).json()) as { id: string; name: string }[];
const byId = new Map(rows.map((row) => [row.id, row]));
createRoot(document.getElementById('root')).render(createElement('p', null, `${byId.size} Läden`));
performance.mark('peer-complete');
