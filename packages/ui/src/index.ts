/** Shared pieces of the console (antd); the portal uses `@tarim/ui/light`. */
export * from './chart.tsx';
export * from './format.ts';
export * from './language.tsx';
export * from './map.tsx';
export * from './page.tsx';
export * from './query.tsx';
export * from './units.ts';
