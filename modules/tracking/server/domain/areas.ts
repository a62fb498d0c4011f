import { type Areal, boxOf, covers, SpatialIndex } from '@tarim/geo';

/** A polygon that says where terminals may or may not be, and when. */
export interface PermitArea {
  readonly kind: 'depot' | 'corridor' | 'no-go' | 'job';
  readonly unitPath: string;
  /** Empty: all terminals of the unit and those below it. */
  readonly terminals: readonly number[];
  readonly geometry: Areal;
  /** Epoch ms; `until` null: no end. */
  readonly from: number;
  readonly until: number | null;
}

export interface Permit {
  /** Within the permitted area; null: nothing was permitted or forbidden, so that it cannot be told. */
  readonly inside: boolean | null;
  /** An approved job is open here now. */
  readonly jobOpen: boolean;
  /** Use or passage here was filed. */
  readonly filed: boolean;
}

interface Who {
  readonly id: number;
  readonly unitPath: string;
}

const holds = (area: PermitArea, time: number): boolean =>
  area.from <= time && (area.until === null || time <= area.until);
const isOf = (area: PermitArea, { id, unitPath }: Who): boolean =>
  area.terminals.length === 0 ? unitPath.startsWith(area.unitPath) : area.terminals.includes(id);

/** All fences and approved jobs, for questions that come with every fix. */
export class PermitAreas {
  readonly #index: SpatialIndex<PermitArea>;
  readonly #byTerminal = new Map<number, PermitArea[]>();
  readonly #common: readonly PermitArea[];

  constructor(areas: readonly PermitArea[]) {
    this.#index = new SpatialIndex(areas, (area) => boxOf(area.geometry));
    this.#common = areas.filter((area) => area.terminals.length === 0 && area.kind !== 'no-go');
    for (const area of areas)
      if (area.kind !== 'no-go')
        for (const id of area.terminals)
          this.#byTerminal.set(id, [...(this.#byTerminal.get(id) ?? []), area]);
  }

  /**
   * MOB-2, MOB-4 and MOB-8 ask this of a place (degrees). Without a place only jobs by their window count: a terminal in a hall has no fix,
   * but works there.
   */
  at(who: Who, place: { readonly lat: number; readonly lon: number } | null, time: number): Permit {
    const own = this.#permitsOf(who, time);
    if (!place) return { inside: null, jobOpen: own.some((area) => area.kind === 'job'), filed: false };
    const here = this.#index
      .at(place.lon, place.lat)
      .filter((area) => holds(area, time) && isOf(area, who) && covers(area.geometry, place.lon, place.lat));
    const permits = here.filter((area) => area.kind !== 'no-go');
    const forbidden = here.length > permits.length;
    return {
      inside: forbidden ? false : own.length === 0 ? null : permits.length > 0,
      jobOpen: permits.some((area) => area.kind === 'job'),
      filed: permits.some((area) => area.kind === 'job' || area.kind === 'corridor'),
    };
  }

  #permitsOf(who: Who, time: number): PermitArea[] {
    const common = this.#common.filter((area) => isOf(area, who));
    return [...(this.#byTerminal.get(who.id) ?? []), ...common].filter((area) => holds(area, time));
  }
}
