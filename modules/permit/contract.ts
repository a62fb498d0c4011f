export * from './contract/applications.ts';
export * from './contract/parts.ts';
export * from './contract/permits.ts';
export * from './contract/reports.ts';
