import type { Problem } from '@tarim/kernel';

/** Somebody or something to be inspected (检查对象). */
export interface DrawObject {
  readonly id: string;
  /** 重点、特殊、一般 … : how many are drawn is said of each. */
  readonly stratum: string;
  /** Values that weights are looked up by: `{credit:'D', risk:'high'}`. */
  readonly factors?: Readonly<Record<string, string>> | null;
  /** Why it is not drawn although it stays in the pool: 搬迁、长期停产、正面清单, visits at their cap. */
  readonly held?: string | null;
  /** A speciality that one of the officers has to have. */
  readonly speciality?: string | null;
}

/** An inspector (执法人员). */
export interface DrawOfficer {
  readonly id: string;
  /** Last day of the certificate. */
  readonly certifiedTo: string;
  readonly specialities?: readonly string[] | null;
  /** Objects that he has to keep away from (回避). */
  readonly recusals?: readonly string[] | null;
}

/** How many of a stratum: a number, a share of its pool (rounded up), or so many for each officer. */
export type DrawQuota =
  | { readonly count: number }
  | { readonly ratio: number }
  | { readonly perOfficer: number };

/** A draw as it is published: the same input gives the same list to anybody. */
export interface DrawInput {
  readonly algorithm?: string | null;
  /** Number of the draw. */
  readonly draw: string;
  /** 64 hexadecimal digits. */
  readonly seed: string;
  /** SHA-256 of the seed, published before. */
  readonly commitment?: string | null;
  /** Day of the draw. */
  readonly on: string;
  readonly quotas: Readonly<Record<string, DrawQuota>>;
  readonly objects: readonly DrawObject[];
  /** Factor → value → multiple; what is not listed weighs 1. */
  readonly weights?: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
  readonly officers?: readonly DrawOfficer[] | null;
  /** Officers of a team; at least two (行政处罚法 42). */
  readonly teamSize?: number | null;
}

export interface DrawnObject {
  readonly id: string;
  readonly stratum: string;
  readonly weight: number;
  readonly key: number;
  /** Officers, the first leads; empty when there were not enough. */
  readonly team: readonly string[];
}

export interface DrawResult {
  readonly algorithm: string;
  readonly draw: string | null;
  readonly commitment: string | null;
  readonly drawn: readonly DrawnObject[];
  readonly strata: Readonly<
    Record<string, { readonly pool: number; readonly drawable: number; readonly wanted: number }>
  >;
  readonly held: readonly { readonly id: string; readonly why: string }[];
  /** SHA-256 over what was drawn and by whom it is inspected. */
  readonly hash: string | null;
  readonly problems: readonly Problem[];
}
