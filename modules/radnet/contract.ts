/** Contract of radnet (辐射环境监测网): gamma stations, what their hours were judged as, findings, exchange, the public page. */
export * from './contract/cards.ts';
export * from './contract/dossiers.ts';
export * from './contract/exchange.ts';
export * from './contract/findings.ts';
export * from './contract/open.ts';
export * from './contract/parts.ts';
export * from './contract/samples.ts';
export * from './contract/spectra.ts';
export * from './contract/stations.ts';
export * from './contract/wells.ts';
