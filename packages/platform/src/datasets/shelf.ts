import type { ModuleDefinition } from '../module.ts';
import { DATASET_ELEMENTS, type DatasetDefinition, SHARING_CLASSES } from './definition.ts';

/** A declared data set and the module that declared it. */
export interface Dataset extends DatasetDefinition {
  readonly module: string;
}

/** All data sets of the running product, by id, in the order of the modules. */
export type DatasetShelf = ReadonlyMap<string, Dataset>;

const ID = /^[a-z][a-z0-9-]{1,60}$/;
const NAME = /^[a-z][A-Za-z0-9]{0,60}$/;
/** Names that answers use for something else. */
const TAKEN = new Set(['id', 'geometry', 'bbox', 'type']);

/** @throws Error when a declaration contradicts itself: the product does not start with it */
export function shelfOf(modules: readonly ModuleDefinition[]): DatasetShelf {
  const shelf = new Map<string, Dataset>();
  for (const module of modules) {
    for (const one of module.datasets ?? []) {
      if (shelf.has(one.id)) throw new Error(`data set ${one.id} is declared twice`);
      check(one);
      shelf.set(one.id, { ...one, module: module.name });
    }
  }
  return shelf;
}

function check(one: DatasetDefinition): void {
  const wrong = (what: string): never => {
    throw new Error(`data set ${one.id}: ${what}`);
  };
  if (!ID.test(one.id)) wrong('its id is no name for addresses');
  if (!SHARING_CLASSES.includes(one.sharing)) wrong(`sharing ${one.sharing}`);
  if (!DATASET_ELEMENTS.includes(one.element)) wrong(`element ${one.element}`);
  const names = new Set<string>();
  for (const { name } of one.fields) {
    if (!NAME.test(name) || TAKEN.has(name)) wrong(`field ${name} is no name for answers`);
    if (names.has(name)) wrong(`field ${name} is declared twice`);
    names.add(name);
  }
  const drawn = [one.look?.by?.field, one.look?.steps?.field, one.look?.labelField];
  for (const name of drawn) if (name !== undefined && !names.has(name)) wrong(`its look names ${name}`);
  if (one.sharing === 'secret' && one.relation.open) wrong('a secret set has no open rows');
}
