import { type Areal, type Box, boxOf, boxToSql, readWkb, SpatialIndex } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import { readUnits, versionOn } from '@tarim/zoning/queries';
import { sql } from 'kysely';
import type { Overlaps, Theme } from '../../contract.ts';
import { geos } from '../frame.ts';
import { partsIn } from '../overlay.ts';
import { shapesOn } from '../sql/areas.ts';

interface Shaped {
  readonly geometry: Areal;
}

async function approvalsNear(db: DbOrTx, on: string, box: string) {
  const { rows } = await sql<{ id: number; number: string; project: string; wkb: Uint8Array }>`
    select id, number, project, wkb from redline.approval
    where box && ${box}::text::box and valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

async function activitiesNear(db: DbOrTx, on: string, box: string) {
  const { rows } = await sql<{ id: number; code: string; name: string; class: string; wkb: Uint8Array }>`
    select id, code, name, class, wkb from redline.activity
    where box && ${box}::text::box and first_seen <= ${on}::date and status <> 'restored'
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

async function registerNear(db: DbOrTx, box: string) {
  const { rows } = await sql<{ id: number; theme: Theme; code: string; name: string; wkb: Uint8Array }>`
    select id, theme, code, name, wkb from redline.theme_object where box && ${box}::text::box
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

const indexed = <T extends Shaped>(items: readonly T[]) =>
  new SpatialIndex(items, (one) => boxOf(one.geometry));

/**
 * What shapes within a box meet on a day: boundaries, zoning units of the plan of that day, occupation approvals that held, known
 * activities, objects of the registers. Everything near is read once, for a whole batch.
 */
export async function overlapper(
  db: DbOrTx,
  on: string,
  box: Box,
): Promise<(shape: Areal) => Promise<Overlaps>> {
  const boxSql = boxToSql(box);
  const plan = await versionOn(db, on);
  const [areas, zoning, approvals, activities, register] = await Promise.all([
    shapesOn(db, on, box),
    plan ? readUnits(db, plan.id, box) : [],
    approvalsNear(db, on, boxSql),
    activitiesNear(db, on, boxSql),
    registerNear(db, boxSql),
  ]);
  const indexes = {
    areas: indexed(areas),
    zoning: indexed(zoning),
    approvals: indexed(approvals),
    activities: indexed(activities),
    register: indexed(register),
  };
  return async (shape) => {
    const near = boxOf(shape);
    const parts = <T extends Shaped>(index: SpatialIndex<T>) => partsIn(geos(), shape, index.search(near));
    const [a, z, p, k, r] = await Promise.all([
      parts(indexes.areas),
      parts(indexes.zoning),
      parts(indexes.approvals),
      parts(indexes.activities),
      parts(indexes.register),
    ]);
    return {
      on,
      areas: a.map(({ of, areaM2, share }) => ({
        kind: of.kind,
        code: of.code,
        name: of.name,
        version: of.version,
        zone: of.zone,
        areaM2,
        share,
      })),
      zoning: z.map(({ of, areaM2, share }) => ({
        code: of.code,
        name: of.name,
        class: of.class,
        areaM2,
        share,
      })),
      approvals: p.map(({ of, areaM2, share }) => ({
        id: of.id,
        number: of.number,
        project: of.project,
        areaM2,
        share,
      })),
      activities: k.map(({ of, areaM2, share }) => ({
        id: of.id,
        code: of.code,
        name: of.name,
        class: of.class,
        areaM2,
        share,
      })),
      register: r.map(({ of, areaM2, share }) => ({
        id: of.id,
        theme: of.theme,
        code: of.code,
        name: of.name,
        areaM2,
        share,
      })),
    };
  };
}
