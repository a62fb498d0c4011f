/** What others may know of imagery (影像): scenes, their pictures, changes between them. Parts by subject, one door. */
export * from './contract/changes.ts';
export * from './contract/classes.ts';
export * from './contract/composites.ts';
export * from './contract/events.ts';
export * from './contract/map-scenes.ts';
export * from './contract/parts.ts';
export * from './contract/pictures.ts';
export * from './contract/scenes.ts';
export * from './contract/transitions.ts';
