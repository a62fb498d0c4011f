export * from './contract/imports.ts';
export * from './contract/licences.ts';
export * from './contract/orphans.ts';
export * from './contract/parts.ts';
export * from './contract/people.ts';
export * from './contract/reports.ts';
export * from './contract/sources.ts';
export * from './contract/units.ts';
