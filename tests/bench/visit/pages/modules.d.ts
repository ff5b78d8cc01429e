// The peers are not installed where types are checked.
declare module 'react';
declare module 'react-dom/client';
declare module 'leaflet';
