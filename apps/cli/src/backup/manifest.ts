import { TarimError } from '@tarim/kernel';
import { cliErrors } from '../errors.ts';

export const MANIFEST = 'backup.json';
const FORMAT = 'tarim-backup';
const VERSION = 1;

export interface FileEntry {
  /** `data/…`, `cluster/…` or `tables/…`. */
  readonly path: string;
  readonly bytes: number;
  readonly mode: number;
  readonly sha256: string;
}

export interface TableEntry {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of a partition: its table and `FOR VALUES …`; it is made again where it is missing. */
  readonly partition: { readonly of: string; readonly bound: string } | null;
  readonly path: string;
}

export interface SequenceEntry {
  readonly schema: string;
  readonly name: string;
  readonly value: number;
  readonly called: boolean;
}

/** `cluster`: the files of the embedded database, as they lay. `tables`: rows as text, for a server of any version. */
export type DatabasePart =
  | { readonly kind: 'cluster'; readonly postgres: string }
  | {
      readonly kind: 'tables';
      readonly postgres: string;
      /** In an order in which each finds what it refers to. */
      readonly tables: readonly TableEntry[];
      readonly sequences: readonly SequenceEntry[];
    };

/** What a backup is and holds; written last, so that one without it is known to be unfinished. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly createdAt: string;
  readonly database: DatabasePart;
  /** `module/name checksum`, as applied. */
  readonly migrations: readonly string[];
  /** How far the frame log was projected into the database. */
  readonly position: number;
  /** Folders, also those without files: a cluster needs them. */
  readonly folders: readonly string[];
  readonly files: readonly FileEntry[];
}

export function newManifest(parts: Omit<Manifest, 'format' | 'version'>): Manifest {
  return { format: FORMAT, version: VERSION, ...parts };
}

const PATH = /^(data|cluster|tables)(\/[^/\\\0]+)*$/;
const NAME = /^[a-z_][a-z0-9_]*$/;
/** Of a partition by time. Goes into a statement as it is. */
const BOUND = /^FOR VALUES FROM \('[^'\\]*'\) TO \('[^'\\]*'\)$|^DEFAULT$/;

/** @throws TarimError BACKUP_UNREADABLE: nothing of a file that is not ours becomes a path or a statement */
export function parseManifest(text: string): Manifest {
  let value: Manifest;
  try {
    value = JSON.parse(text) as Manifest;
  } catch (error) {
    throw unreadable('backup.json is not JSON', error);
  }
  if (value?.format !== FORMAT) throw unreadable('backup.json is not of a backup of Tarim');
  if (value.version !== VERSION) throw unreadable(`its format ${String(value.version)} is not known here`);
  const paths = [...list(value.folders), ...list(value.files).map((one) => one?.path)];
  if (!paths.every(isPath)) throw unreadable('a path leads elsewhere');
  const { database } = value;
  if (database?.kind === 'tables') {
    const names = [...list(database.tables), ...list(database.sequences)].flatMap((one) => [
      one.schema,
      one.name,
    ]);
    const others = list(database.tables).flatMap((one) => [
      ...list(one.columns),
      ...(one.partition ? [one.partition.of] : []),
    ]);
    if (![...names, ...others].every((one) => NAME.test(one))) throw unreadable('a name is none');
    const files = new Set(value.files.map((one) => one.path));
    for (const { path, partition } of database.tables)
      if (!files.has(path) || (partition && !BOUND.test(partition.bound)))
        throw unreadable(`${path} is not described`);
  } else if (database?.kind !== 'cluster') throw unreadable('it names no database');
  return value;
}

function isPath(path: unknown): boolean {
  return (
    typeof path === 'string' &&
    PATH.test(path) &&
    !path.split('/').some((part) => part === '.' || part === '..')
  );
}

function list<T>(value: readonly T[]): readonly T[] {
  if (!Array.isArray(value)) throw unreadable('a list is missing');
  return value;
}

export function unreadable(reason: string, cause?: unknown): TarimError {
  return new TarimError(cliErrors.backupUnreadable, { reason }, cause === undefined ? {} : { cause });
}
