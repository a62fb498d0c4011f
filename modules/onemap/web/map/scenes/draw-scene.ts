import type { MapScene } from '@tarim/imagery/contract';
import type { Map as MapLibre, RasterTileSource } from 'maplibre-gl';

/** Cells of a side: of a screen with fine pixels half as many would be seen. */
const SIDE = 512;

function tilesOf({ id }: MapScene, style: string | undefined): string {
  const query = new URLSearchParams({ size: String(SIDE), ...(style ? { style } : {}) });
  return `${location.origin}/api/imagery/scenes/${id}/tiles/{z}/{x}/{y}?${query}`;
}

/**
 * Makes the map show a scene as a layer `{source}~raster`.
 * @param below the layer under which it goes; undefined: above all
 */
export function drawScene(
  map: MapLibre,
  source: string,
  scene: MapScene,
  { opacity, style }: { readonly opacity: number; readonly style?: string | undefined },
  below: string | undefined,
): void {
  const address = tilesOf(scene, style);
  const id = `${source}~raster`;
  const drawn = map.getSource(source) as RasterTileSource | undefined;
  if (!drawn)
    map.addSource(source, {
      type: 'raster',
      tiles: [address],
      tileSize: SIDE,
      // A tile of twice the side shows as much as one of the next level.
      maxzoom: Math.max(0, scene.maxZoom - 1),
      bounds: [...scene.box],
    });
  else if (drawn.serialize().tiles?.[0] !== address) drawn.setTiles([address]);
  if (map.getLayer(id)) map.setPaintProperty(id, 'raster-opacity', opacity);
  else
    map.addLayer({
      id,
      type: 'raster',
      source,
      paint: { 'raster-opacity': opacity, 'raster-fade-duration': 150 },
    });
  map.moveLayer(id, below);
}

/**
 * Where scenes go that lie under all other layers: below lines and names of the region's own map, which tell where one is; above the
 * tiles of another base map, which have lines and names of their own.
 */
export function underLayers(map: MapLibre): string | undefined {
  const { layers } = map.getStyle();
  if (layers.some(({ id }) => id.startsWith('base-'))) return undefined;
  return layers.find(({ id, type }) => type === 'line' && !/^(om|own|tool)-/.test(id))?.id;
}
