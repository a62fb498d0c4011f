declare module 'vt-pbf' {
  const vtpbf: {
    /** Encodes geojson-vt tiles, one a layer, as a Mapbox Vector Tile. */
    fromGeojsonVt(layers: Record<string, object>, options?: { version?: 1 | 2; extent?: number }): Uint8Array;
  };
  export default vtpbf;
}
