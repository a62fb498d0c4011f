/** Maps of the console (MapLibre): a door of its own, because they are heavy. */
export { type AreaColour, AreaMap } from './area-map.tsx';
export { styleOf, useBaseMap } from './base.ts';
export { type ColouredArea, ColouredMap, type ColouredPoint, type LegendEntry } from './coloured-map.tsx';
export { OutlineMap, type ShownArea } from './outline-map.tsx';
export { type MapLine, type MapPoint, PointMap } from './point-map.tsx';
