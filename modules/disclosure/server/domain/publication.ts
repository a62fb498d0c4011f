import type { Publication, PublicationPoint } from '../../contract.ts';

/**
 * What the portal shows (公开范围). The registry decides who may read a point's data at all; the settings here only hold
 * things back from the portal. So a setting can hide, never reveal: what is hidden here and public there can still be
 * traced by somebody who kept its link, and is closed for good in the registry.
 */
export interface HiddenSettings {
  readonly points: ReadonlySet<number>;
  readonly enterprises: ReadonlySet<number>;
  readonly codes: ReadonlySet<string>;
}

export const NOTHING_HIDDEN: HiddenSettings = { points: new Set(), enterprises: new Set(), codes: new Set() };

export function hiddenOf(
  settings: ReadonlyArray<Pick<Publication, 'subject' | 'key' | 'public'>>,
): HiddenSettings {
  const keys = (subject: Publication['subject']) =>
    settings.filter((one) => one.subject === subject && !one.public).map((one) => one.key);
  return {
    points: new Set(keys('point').map(Number)),
    enterprises: new Set(keys('enterprise').map(Number)),
    codes: new Set(keys('code')),
  };
}

export interface PublishablePoint {
  readonly id: number;
  readonly enterpriseId: number | null;
  readonly public: boolean;
  readonly active: boolean;
}

/** What keeps a point off the portal; the registry's word comes first. Null: it is shown. */
export function hiddenBy(point: PublishablePoint, hidden: HiddenSettings): PublicationPoint['hiddenBy'] {
  if (!point.public || !point.active) return 'registry';
  if (hidden.points.has(point.id)) return 'point';
  return point.enterpriseId !== null && hidden.enterprises.has(point.enterpriseId) ? 'enterprise' : null;
}

export function isShown(point: PublishablePoint, hidden: HiddenSettings): boolean {
  return hiddenBy(point, hidden) === null;
}
