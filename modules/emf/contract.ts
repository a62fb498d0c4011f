/** Contract of emf (电磁设施): facilities, measurements against GB 8702, self-monitoring, complaint measurements, the public page. */
export * from './contract/events.ts';
export * from './contract/facilities.ts';
export * from './contract/figures.ts';
export * from './contract/findings.ts';
export * from './contract/instruments.ts';
export * from './contract/measurements.ts';
export * from './contract/open.ts';
export * from './contract/parts.ts';
export * from './contract/petitions.ts';
export * from './contract/photos.ts';
export * from './contract/receipts.ts';
export * from './contract/rules.ts';
export * from './contract/words.ts';
