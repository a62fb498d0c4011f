import initGeosJs from 'geos-wasm';
import type { Operation, Task, Validity } from './protocol.ts';

type Pointer = number;

/** The few functions of the GEOS C API (3.13, compiled to WebAssembly) that we call; pointers are plain numbers. */
interface Geos {
  readonly Module: {
    readonly HEAPU8: Uint8Array;
    _malloc(size: number): Pointer;
    _free(pointer: Pointer): void;
    getValue(pointer: Pointer, type: 'i32' | 'double'): number;
    UTF8ToString(pointer: Pointer): string;
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
}

/** Runs one GEOS operation at a time in the calling thread; every allocation is freed before it returns. */
export interface Engine {
  run(task: Omit<Task, 'id'>): { wkb: Uint8Array } | { validity: Validity };
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

  return {
    run(task) {
      lastError = '';
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
