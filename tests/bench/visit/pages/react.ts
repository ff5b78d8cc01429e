// A hello world in React.
import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';

function Hello(): unknown {
  useEffect(() => void performance.mark('peer-complete'));
  return createElement('h1', null, 'Hallo, Kernstadt');
}
createRoot(document.getElementById('root')).render(createElement(Hello));
