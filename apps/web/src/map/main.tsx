import 'maplibre-gl/dist/maplibre-gl.css';
import { startMap } from '@tarim/onemap/web/map';

startMap(document.getElementById('root')!);
