// An empty map in Leaflet: no tiles, which would come from elsewhere.
import { control, map } from 'leaflet';

control.scale().addTo(map('map').setView([53.86, 11.19], 13));
performance.mark('peer-complete');
