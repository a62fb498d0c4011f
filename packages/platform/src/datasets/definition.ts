import type { DatasetElement, SharingClass } from '../contract/dataset-words.ts';

export * from '../contract/dataset-words.ts';

/**
 * A data set (数据集) as its module declares it, once: the catalogue, the collections of the OGC interfaces, map tiles, exports
 * and sharing are made from the declaration, as OpenAPI is made from routes. All SQL in it is ours and constant; values of
 * callers are only ever bound.
 */
export interface DatasetDefinition {
  /** In addresses: `monitoring-points`. Lower case letters, digits and hyphens. */
  readonly id: string;
  readonly titles: Bilingual;
  /** What it is, for whom, and what it is not. */
  readonly abstracts: Bilingual;
  readonly keywords: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly element: DatasetElement;
  /** Who answers for it (责任单位或岗位). */
  readonly owner: Bilingual;
  /** Where the data come from, as a reader should cite it. */
  readonly source: Bilingual;
  readonly sharing: SharingClass;
  /** People with this action read all rows within its scope. */
  readonly action: string;
  /** How often it changes: an ISO 8601 duration (`PT1H`), or `irregular`. */
  readonly rhythm: string;
  /** Up the river: ids of the data sets that this one is made of, or names of stages (`frame`, `record`, `rollup`). */
  readonly madeOf: readonly string[];
  readonly fields: readonly DatasetField[];
  readonly relation: DatasetRelation;
  /** How a map draws it; absent: by its geometry and element alone. */
  readonly look?: DatasetLook;
}

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** `instant` is a time with zone, `date` a day, `json` nested data that filters do not reach. */
export type DatasetFieldType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'instant' | 'json';

export interface DatasetField {
  /** In answers and filters: `[a-z][A-Za-z0-9]*`. */
  readonly name: string;
  readonly titles: Bilingual;
  readonly type: DatasetFieldType;
  readonly unit?: string;
  /** SQL expression over the relation `d`. */
  readonly sql: string;
  /** Only for people who hold the action; open and shared answers leave it out. */
  readonly internal?: true;
  /** What each coded value is called. */
  readonly codes?: Readonly<Record<string, Bilingual>>;
}

export interface DatasetRelation {
  /** What stands after `from`; its row is called `d`: `registry.point d`, `(select …) d`. */
  readonly from: string;
  /** Unique within the set, never reused, ordered; `int8` or `text`. */
  readonly id: { readonly sql: string; readonly type: 'integer' | 'text' };
  readonly geometry?: DatasetGeometry;
  /** When the row's fact held or was measured. */
  readonly time?: string;
  /** Boolean: everybody may see the row. Default: all rows of an `open` set, none of another. */
  readonly open?: string;
  /** Of the unit that is competent, and of the enterprise that it belongs to: whose posts see the row. */
  readonly unitPath?: string;
  readonly enterpriseId?: string;
  /** Boolean: the row is made by a simulator. */
  readonly simulated?: string;
  /** A query for one text that changes whenever rows change: caches of tiles and pages live by it. */
  readonly revision: string;
  /**
   * The revision moves with every change of anything that anybody sees of the set, also of who sees it, in whatever order
   * transactions end: whole features may be kept in memory under it. Absent: pages are always read from the database.
   */
  readonly exact?: true;
  /**
   * Figures of quality as a query for one row: `newest` (timestamptz), `rows`, `complete` and `valid` (shares 0…1 or null).
   * Absent: rows and the newest time are counted from the relation.
   */
  readonly quality?: string;
}

export type GeometryType = 'Point' | 'LineString' | 'Polygon';

/** Degrees, CGCS2000. Multi-part geometries count as their parts' type. */
export type DatasetGeometry =
  | {
      readonly type: 'Point';
      readonly lon: string;
      readonly lat: string;
      /** An indexed `box` expression, where there is one. */
      readonly box?: string;
    }
  | { readonly type: GeometryType; readonly wkb: string; readonly box: string };

/** How a layer is drawn: one colour, or one for each value of a field; all of the design tokens or `#rrggbb`. */
export interface DatasetLook {
  readonly colour: string;
  readonly by?: {
    readonly field: string;
    readonly values: Readonly<Record<string, string>>;
  };
  /** Classes of a number: colour from `from` upwards, ascending. */
  readonly steps?: {
    readonly field: string;
    readonly classes: readonly { readonly from: number; readonly colour: string }[];
  };
  readonly labelField?: string;
  readonly minZoom?: number;
  /** A page of the console for one row: `/points/{id}`. */
  readonly page?: string;
}
