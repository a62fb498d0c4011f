declare module '*.css';
/** Address of MapLibre's worker, by the build of the faces. */
declare module 'virtual:map-worker' {
  const url: string;
  export default url;
}
