import 'maplibre-gl/dist/maplibre-gl.css';
import { startMap } from '@tarim/onemap/web/map';

void startMap(document.getElementById('root')!);
