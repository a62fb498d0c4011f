import initGeosJs from 'geos-wasm';
import type { Measure, Operation, SpatialRelation, Task, Validity } from './protocol.ts';

type Pointer = number;

/** The few functions of the GEOS C API (3.13, compiled to WebAssembly) that we call; pointers are plain numbers. */
interface Geos {
  readonly Module: {
    readonly HEAPU8: Uint8Array;
    _malloc(size: number): Pointer;
    _free(pointer: Pointer): void;
    getValue(pointer: Pointer, type: 'i32' | 'double'): number;
    UTF8ToString(pointer: Pointer): string;
    stringToUTF8(text: string, pointer: Pointer, size: number): void;
  };
  GEOSGeomFromWKB_buf(wkb: Pointer, size: number): Pointer;
  GEOSWKBWriter_create(): Pointer;
  GEOSWKBWriter_setByteOrder(writer: Pointer, order: number): void;
  GEOSWKBWriter_setOutputDimension(writer: Pointer, dimension: number): void;
  GEOSWKBWriter_write(writer: Pointer, geometry: Pointer, size: Pointer): Pointer;
  GEOSGeom_destroy(geometry: Pointer): void;
  GEOSFree(pointer: Pointer): void;
  GEOSIntersection(a: Pointer, b: Pointer): Pointer;
  GEOSUnion(a: Pointer, b: Pointer): Pointer;
  GEOSDifference(a: Pointer, b: Pointer): Pointer;
  GEOSUnaryUnion(a: Pointer): Pointer;
  GEOSMakeValid(a: Pointer): Pointer;
  GEOSBuffer(a: Pointer, width: number, quadrantSegments: number): Pointer;
  GEOSisValid(a: Pointer): number;
  GEOSisValidReason(a: Pointer): Pointer;
  /** Predicates answer 0, 1, or 2 for an exception. */
  GEOSIntersects(a: Pointer, b: Pointer): number;
  GEOSDisjoint(a: Pointer, b: Pointer): number;
  GEOSWithin(a: Pointer, b: Pointer): number;
  GEOSContains(a: Pointer, b: Pointer): number;
  GEOSEquals(a: Pointer, b: Pointer): number;
  GEOSTouches(a: Pointer, b: Pointer): number;
  GEOSCrosses(a: Pointer, b: Pointer): number;
  GEOSOverlaps(a: Pointer, b: Pointer): number;
  GEOSRelatePattern(a: Pointer, b: Pointer, pattern: Pointer): number;
  /** Measures answer 1, or 0 for an exception; the number is written to `result`. */
  GEOSDistance(a: Pointer, b: Pointer, result: Pointer): number;
  GEOSLength(a: Pointer, result: Pointer): number;
  GEOSPrepare(a: Pointer): Pointer;
  GEOSPreparedGeom_destroy(prepared: Pointer): void;
  GEOSPreparedIntersects(prepared: Pointer, b: Pointer): number;
  GEOSPreparedCovers(prepared: Pointer, b: Pointer): number;
}

/** Runs one GEOS operation at a time in the calling thread; every allocation is freed before it returns. */
export interface Engine {
  run(
    task: Omit<Task, 'id'>,
  ):
    | { wkb: Uint8Array }
    | { validity: Validity }
    | { holds: boolean[] }
    | { numbers: number[] }
    | { shared: Array<Uint8Array | 'all' | null> };
}

export async function createEngine(): Promise<Engine> {
  let lastError = '';
  const config = {
    errorHandler: (message: unknown) => {
      lastError = String(message);
    },
    noticeHandler: () => {},
  };
  const geos = (await (initGeosJs as unknown as (config: object) => Promise<unknown>)(config)) as Geos;
  const writer = geos.GEOSWKBWriter_create();
  geos.GEOSWKBWriter_setByteOrder(writer, 1);
  geos.GEOSWKBWriter_setOutputDimension(writer, 2);
  const sizeAt = geos.Module._malloc(8);
  const numberAt = geos.Module._malloc(8);

  const check = (pointer: Pointer, what: string): Pointer => {
    if (pointer) return pointer;
    const reason = lastError || 'no reason given';
    lastError = '';
    throw new Error(`${what}: ${reason}`);
  };

  const read = (wkb: Uint8Array): Pointer => {
    const at = geos.Module._malloc(wkb.length);
    geos.Module.HEAPU8.set(wkb, at);
    const geometry = geos.GEOSGeomFromWKB_buf(at, wkb.length);
    geos.Module._free(at);
    return check(geometry, 'reading WKB');
  };

  const write = (geometry: Pointer): Uint8Array => {
    const at = check(geos.GEOSWKBWriter_write(writer, geometry, sizeAt), 'writing WKB');
    const bytes = geos.Module.HEAPU8.slice(at, at + geos.Module.getValue(sizeAt, 'i32'));
    geos.GEOSFree(at);
    return bytes;
  };

  const validity = (geometry: Pointer): Validity => {
    if (geos.GEOSisValid(geometry) === 1) return { valid: true };
    const at = geos.GEOSisValidReason(geometry);
    if (!at) return { valid: false, reason: lastError };
    const text = geos.Module.UTF8ToString(at);
    geos.GEOSFree(at);
    const place = /^(.*)\[(\S+) (\S+)\]$/.exec(text);
    if (!place) return { valid: false, reason: text };
    return { valid: false, reason: place[1]!, at: [Number(place[2]), Number(place[3])] };
  };

  const calculate = (operation: Operation, task: Omit<Task, 'id'>, [a, b]: Pointer[]): Pointer => {
    switch (operation) {
      case 'intersection':
        return geos.GEOSIntersection(a!, b!);
      case 'difference':
        return geos.GEOSDifference(a!, b!);
      case 'union':
        return b === undefined ? geos.GEOSUnaryUnion(a!) : geos.GEOSUnion(a!, b);
      case 'makeValid':
        return geos.GEOSMakeValid(a!);
      case 'buffer':
        return geos.GEOSBuffer(a!, task.width ?? 0, task.quadrantSegments ?? 8);
      default:
        throw new Error(`unknown operation ${operation}`);
    }
  };

  const holds = (relation: SpatialRelation, a: Pointer, b: Pointer): boolean => {
    const answer = {
      intersects: geos.GEOSIntersects,
      disjoint: geos.GEOSDisjoint,
      within: geos.GEOSWithin,
      contains: geos.GEOSContains,
      equals: geos.GEOSEquals,
      touches: geos.GEOSTouches,
      crosses: geos.GEOSCrosses,
      overlaps: geos.GEOSOverlaps,
    }[relation](a, b);
    if (answer > 1) throw new Error(`${relation}: ${lastError || 'no reason given'}`);
    return answer === 1;
  };

  /** Each geometry is freed before the next is read: a batch needs no more memory than its largest. */
  const each = <T>(
    [fixed, ...others]: readonly Uint8Array[],
    ask: (one: Pointer, literal: Pointer) => T,
  ): T[] => {
    const literal = read(fixed!);
    try {
      return others.map((wkb) => {
        const one = read(wkb);
        try {
          return ask(one, literal);
        } finally {
          geos.GEOSGeom_destroy(one);
        }
      });
    } finally {
      geos.GEOSGeom_destroy(literal);
    }
  };

  const relate = ({ inputs, relation, pattern }: Omit<Task, 'id'>): boolean[] => {
    if (pattern === undefined) return each(inputs, (one, literal) => holds(relation!, one, literal));
    const size = pattern.length + 1;
    const at = geos.Module._malloc(size);
    geos.Module.stringToUTF8(pattern, at, size);
    try {
      return each(inputs, (one, literal) => {
        const answer = geos.GEOSRelatePattern(one, literal, at);
        if (answer > 1) throw new Error(`relate: ${lastError || 'no reason given'}`);
        return answer === 1;
      });
    } finally {
      geos.Module._free(at);
    }
  };

  const measure = (of: Measure, inputs: readonly Uint8Array[]): number[] =>
    each(inputs, (one, literal) => {
      const done =
        of === 'length' ? geos.GEOSLength(one, numberAt) : geos.GEOSDistance(one, literal, numberAt);
      if (done !== 1) throw new Error(`${of}: ${lastError || 'no reason given'}`);
      return geos.Module.getValue(numberAt, 'double');
    });

  /**
   * What each geometry shares with the first. An index over the edges of the first tells those that lie wholly within it
   * or beside it without an overlay: most of what is laid over a map of areas.
   */
  const intersections = ([fixed, ...others]: readonly Uint8Array[]): Array<Uint8Array | 'all' | null> => {
    const literal = read(fixed!);
    let prepared: Pointer = 0;
    try {
      prepared = check(geos.GEOSPrepare(literal), 'preparing');
      return others.map((wkb) => {
        const one = read(wkb);
        try {
          if (geos.GEOSPreparedIntersects(prepared, one) === 0) return null;
          if (geos.GEOSPreparedCovers(prepared, one) === 1) return 'all';
          const result = check(geos.GEOSIntersection(one, literal), 'intersection');
          try {
            return write(result);
          } finally {
            geos.GEOSGeom_destroy(result);
          }
        } finally {
          geos.GEOSGeom_destroy(one);
        }
      });
    } finally {
      // The index leans on the geometry that it was made of.
      if (prepared) geos.GEOSPreparedGeom_destroy(prepared);
      geos.GEOSGeom_destroy(literal);
    }
  };

  return {
    run(task) {
      lastError = '';
      if (task.operation === 'intersections') return { shared: intersections(task.inputs) };
      if (task.operation === 'relate') return { holds: relate(task) };
      if (task.operation === 'measure') return { numbers: measure(task.measure!, task.inputs) };
      const held: Pointer[] = [];
      try {
        for (const input of task.inputs) held.push(read(input));
        if (task.operation === 'validity') return { validity: validity(held[0]!) };
        const result = check(calculate(task.operation, task, held), task.operation);
        held.push(result);
        return { wkb: write(result) };
      } finally {
        for (const pointer of held) geos.GEOSGeom_destroy(pointer);
      }
    },
  };
}
