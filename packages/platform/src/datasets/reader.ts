import { type Actor, READ_OWN } from '../contract/index.ts';
import type { Context } from '../module.ts';
import type { Dataset } from './shelf.ts';

/** What an approved request lets a key read (共享授权). */
export interface SharedScope {
  readonly dataset: string;
  /** Names of fields; null: all that are not internal. */
  readonly fields: readonly string[] | null;
  /** Rows of this unit and below. */
  readonly unitPath: string;
}

/** Who reads: nobody known, a person, or a body with a key. */
export interface Reader {
  readonly actor: Actor | null;
  /** Present when the call carries a valid sharing key. */
  readonly key: { readonly id: string; readonly scopes: readonly SharedScope[] } | null;
}

export const ANYBODY: Reader = { actor: null, key: null };

/** Which rows and fields of a set a reader sees. */
export interface Sight {
  /** Everything, or what is open together with these units and enterprises. */
  readonly rows: 'all' | { readonly unitPaths: readonly string[]; readonly enterpriseIds: readonly number[] };
  /** Also open rows, beside those of `rows`. */
  readonly open: boolean;
  readonly fields: ReadonlySet<string>;
}

/**
 * What a reader sees of a data set; null: as if there were no such set. The one fence of the catalogue, the OGC interfaces,
 * tiles, search and exports.
 */
export function sightOf({ policy }: Pick<Context, 'policy'>, reader: Reader, set: Dataset): Sight | null {
  const everything = new Set(set.fields.map((one) => one.name));
  const outward = new Set(set.fields.filter((one) => !one.internal).map((one) => one.name));
  const hasOpen = set.sharing === 'open' || set.relation.open !== undefined;
  if (reader.actor) {
    if (policy.can(reader.actor, set.action)) return { rows: 'all', open: hasOpen, fields: everything };
    const { unitPaths, enterpriseIds } = policy.scope(reader.actor, set.action);
    const units = set.relation.unitPath ? unitPaths : [];
    // Secret is secret also from whom it is about.
    const owned = set.sharing === 'secret' ? [] : policy.scope(reader.actor, READ_OWN).enterpriseIds;
    const own = set.relation.enterpriseId ? [...new Set([...enterpriseIds, ...owned])] : [];
    // Open rows of other places stand beside these, so that internal fields stay away.
    if (units.length + own.length > 0)
      return { rows: { unitPaths: units, enterpriseIds: own }, open: hasOpen, fields: outward };
  }
  const shared = reader.key?.scopes.find((one) => one.dataset === set.id);
  if (shared && (set.sharing === 'on-request' || set.sharing === 'open')) {
    const fields = shared.fields
      ? new Set([...outward].filter((name) => shared.fields!.includes(name)))
      : outward;
    if (shared.unitPath === '/') return { rows: 'all', open: hasOpen, fields };
    // Rows that belong to no unit are the whole platform's: a key of one unit does not reach them.
    if (set.relation.unitPath)
      return { rows: { unitPaths: [shared.unitPath], enterpriseIds: [] }, open: hasOpen, fields };
  }
  if (!hasOpen || set.sharing === 'secret') return null;
  return { rows: { unitPaths: [], enterpriseIds: [] }, open: true, fields: outward };
}
