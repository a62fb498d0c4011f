import type { DbOrTx, ModuleDefinition } from '../module.ts';
import { DATASET_ELEMENTS, type DatasetDefinition, SHARING_CLASSES } from './definition.ts';

/** A declared data set and the module that declared it. */
export interface Dataset extends DatasetDefinition {
  readonly module: string;
  /** Made by people while the product runs, not declared by the module's code. */
  readonly collected?: true;
}

/** All data sets of the running product, by id: declared ones in the order of the modules, then collected ones. */
export interface DatasetShelf extends ReadonlyMap<string, Dataset> {
  /**
   * Looks whether modules hold other collected sets than before, and puts them on. Every process does so by itself soon; whoever
   * changes a collected set does it at once, so that its own next answer knows it.
   */
  renew(db: DbOrTx): Promise<void>;
}

/**
 * Sets that people make while the product runs (汇聚数据集): their module makes the declarations from its tables. The SQL in them
 * is put together by the module from ids and checked names only, never from words of people.
 */
export interface CollectedDatasets {
  /** A text that changes with any declaration; asked every few seconds. */
  revision(db: DbOrTx): Promise<string>;
  sets(db: DbOrTx): Promise<readonly DatasetDefinition[]>;
}

const ID = /^[a-z][a-z0-9-]{1,60}$/;
const NAME = /^[a-z][A-Za-z0-9]{0,60}$/;
/** Names that answers use for something else. */
const TAKEN = new Set(['id', 'geometry', 'bbox', 'type']);

/** @throws Error when a declaration contradicts itself: the product does not start with it */
export function shelfOf(modules: readonly ModuleDefinition[]): DatasetShelf {
  const shelf = new GrowingShelf(modules);
  for (const module of modules) for (const one of module.datasets ?? []) shelf.declare(one, module.name);
  return shelf;
}

/** The map stays the same object, as caches hang on it; what is collected comes and goes behind what is declared. */
class GrowingShelf extends Map<string, Dataset> implements DatasetShelf {
  readonly #sources: readonly { readonly name: string; readonly collected: CollectedDatasets }[];
  readonly #revisions = new Map<string, string>();
  #renewing: Promise<void> = Promise.resolve();

  constructor(modules: readonly ModuleDefinition[]) {
    super();
    this.#sources = modules.flatMap(({ name, collected }) => (collected ? [{ name, collected }] : []));
  }

  declare(one: DatasetDefinition, module: string): void {
    if (this.has(one.id)) throw new Error(`data set ${one.id} is declared twice`);
    check(one);
    this.set(one.id, { ...one, module });
  }

  /** One after another: an older answer must not take the place of a newer one. */
  renew(db: DbOrTx): Promise<void> {
    const next = this.#renewing.then(() => this.#renew(db));
    this.#renewing = next.catch(() => {});
    return next;
  }

  async #renew(db: DbOrTx): Promise<void> {
    for (const { name, collected } of this.#sources) {
      const revision = await collected.revision(db);
      if (this.#revisions.get(name) === revision) continue;
      const sets = await collected.sets(db);
      for (const [id, one] of this) if (one.collected && one.module === name) this.delete(id);
      for (const one of sets) {
        if (this.has(one.id)) throw new Error(`data set ${one.id} is declared twice`);
        check(one);
        this.set(one.id, { ...one, module: name, collected: true });
      }
      this.#revisions.set(name, revision);
    }
  }
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
