import { beijingIso } from '@tarim/kernel';
import { sql } from 'kysely';

/** Rows as the contract names them: SQL does the renaming, so that there is one place for it. */
export const ENTERPRISE = sql`e.id, e.uscc, e.name, e.short_name as "shortName", e.industry, e.industry_name as "industryName", e.unit_path as "unitPath",
  e.address, e.lon, e.lat, e.contact, e.category, e.simulated, e.active, e.updated_at as "updatedAt"`;
export const POINT = sql`p.id, p.code, p.name, p.kind, p.unit_path as "unitPath", p.enterprise_id as "enterpriseId", p.lon, p.lat,
  p.control_level as "controlLevel", p.purposes, p.responsible_body as "responsibleBody", p.lifecycle, p.opened_on::text as "openedOn",
  p.retired_on::text as "retiredOn", p.public, p.attributes, p.simulated, p.active, p.updated_at as "updatedAt",
  (select o.name from registry.enterprise o where o.id = p.enterprise_id) as "enterpriseName"`;
export const DEVICE = sql`d.id, d.mn, d.point_id as "pointId", d.edition, d.transport, d.rtd_interval as "rtdInterval", d.minute_interval as "minuteInterval",
  d.gateway, d.maker, d.model, d.password is not null as "hasPassword", d.sm4_key is not null as "hasKey", d.active, d.updated_at as "updatedAt"`;
export const INSTRUMENT = sql`i.id, i.point_id as "pointId", i.name, i.codes, i.maker, i.model, i.serial, i.method, i.range_low as "rangeLow",
  i.range_high as "rangeHigh", i.installed_on::text as "installedOn", i.active, i.updated_at as "updatedAt"`;
export const PARAMETER = sql`a.point_id as "pointId", a.code, a.unit, a.decimals, a.range_low as "rangeLow", a.range_high as "rangeHigh", a.sort, a.public`;
export const LIMIT = sql`l.id, l.point_id as "pointId", l.code, l.basis, l.measure, l.upper, l.lower, l.unit, l.reference_o2 as "referenceO2", l.standard, l.clause,
  l.effective_from::text as "effectiveFrom", l.effective_to::text as "effectiveTo", l.confidence, l.source, l.updated_at as "updatedAt"`;

/** Instants leave the server with the Beijing offset. */
export function dated<T extends { updatedAt: Date | string }>(
  row: T,
): Omit<T, 'updatedAt'> & { updatedAt: string } {
  return { ...row, updatedAt: beijingIso(new Date(row.updatedAt).getTime()) };
}
