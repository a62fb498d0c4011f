export * from './contract/accidents.ts';
export * from './contract/alarms.ts';
export * from './contract/demo.ts';
export * from './contract/ingest.ts';
export * from './contract/jobs.ts';
export * from './contract/parts.ts';
export * from './contract/terminals.ts';
