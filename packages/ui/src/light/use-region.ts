import { useEffect, useState } from 'react';
import type { Names } from '../languages.ts';

/** What the faces take from the region pack (`GET /api/region/manifest`): nothing of a region is written in them. */
export interface RegionPack {
  readonly code: string;
  readonly names: Names;
  /** west, south, east, north in degrees. */
  readonly bbox: readonly [number, number, number, number];
  /** Code of the unit that is shown first: the seat of the region's government. */
  readonly home?: string;
  readonly time: { readonly localNames: Names; readonly note: Names };
  readonly hierarchies: readonly { readonly root: string; readonly names: Names }[];
  readonly layers: readonly {
    readonly id: string;
    readonly names: Names;
    readonly tiles: string;
    readonly minZoom: number;
    readonly maxZoom: number;
  }[];
  readonly outlineNote: Names;
  /** True while any outline is a demonstration outline instead of the authority's own. */
  readonly demoOutlines: boolean;
  /** Changes with every outline; part of the addresses of tiles and outlines, which browsers keep. */
  readonly revision: string;
}

let asked: Promise<RegionPack> | null = null;

function ask(): Promise<RegionPack> {
  asked ??= fetch('/api/region/manifest').then((answer) => {
    if (!answer.ok) throw new Error(`manifest: ${answer.status}`);
    return answer.json() as Promise<RegionPack>;
  });
  // The next page tries again.
  asked.catch(() => {
    asked = null;
  });
  return asked;
}

/** After an outline was replaced: maps that open from now on show it. */
export function forgetRegion(): void {
  asked = null;
}

/** The region pack, read once for all pages; null until it is there. */
export function useRegion(): RegionPack | null {
  const [region, setRegion] = useState<RegionPack | null>(null);
  useEffect(() => {
    let gone = false;
    ask()
      .then((pack) => {
        if (!gone) setRegion(pack);
      })
      .catch(() => {});
    return () => {
      gone = true;
    };
  }, []);
  return region;
}
