/** Browser-safe: what module contracts are written with. Nothing here may import node or a server library. */

export { type Static, type TSchema, Type } from 'typebox';
export * from './actor.ts';
export * from './call.ts';
export * from './dataset-words.ts';
export * from './event.ts';
export * from './field-words.ts';
export * from './platform-routes.ts';
export * from './route.ts';
export * from './sheet.ts';
export * from './types.ts';
