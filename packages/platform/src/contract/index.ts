/** Browser-safe: what module contracts are written with. Nothing here may import node or a server library. */
export * from './actor.ts';
export * from './call.ts';
export * from './event.ts';
export * from './platform-routes.ts';
export * from './route.ts';
export { Type, type Static, type TSchema } from 'typebox';
