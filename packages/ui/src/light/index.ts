/** Light pieces of the portal: no antd, no chart or map library. */
export * from '../format.ts';
export * from '../languages.ts';
export { Bars, type BarsPoint } from './bars.tsx';
export type { ChartWords } from './chart-rows.tsx';
export { LimitMeter } from './limit-meter.tsx';
export { LineChart, type LinePoint } from './line-chart.tsx';
export { RegionMap, type RegionMarker } from './region-map.tsx';
export { TextProvider, type TextState, type Texts, useTexts } from './texts.tsx';
export { type Loaded, useLoad } from './use-load.ts';
export { type RegionPack, useRegion } from './use-region.ts';
