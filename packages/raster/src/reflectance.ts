import { TarimError } from '@tarim/kernel';
import { rasterErrors } from './errors.ts';

export interface Scaling {
  readonly scale: number;
  readonly offset: number;
  /** The stored value that means no data, whatever the file says. */
  readonly noData: number;
}

/**
 * Sentinel-2 L2A: ρ = (DN + offset) / 10 000. From processing baseline 04.00 (2022-01-25) the offset is −1000; dates that
 * are compared without it differ by 0.1 in every band.
 * @param baseline as in the product's name: `05.09`, `0509` or `N0509`
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function sentinel2Scaling(baseline: string): Scaling {
  const digits = /^N?(\d{2})\.?(\d{2})$/i.exec(baseline.trim());
  if (!digits) throw new TarimError(rasterErrors.parameter, { name: 'baseline', reason: baseline });
  const shifted = Number(digits[1]) * 100 + Number(digits[2]) >= 400;
  return { scale: 1e-4, offset: shifted ? -0.1 : 0, noData: 0 };
}

/** Landsat Collection 2 Level 2 surface reflectance (USGS LSDS-1619). */
export const LANDSAT_REFLECTANCE: Scaling = { scale: 0.0000275, offset: -0.2, noData: 0 };
/** Landsat Collection 2 Level 2 surface temperature, kelvin. */
export const LANDSAT_TEMPERATURE: Scaling = { scale: 0.00341802, offset: 149, noData: 0 };
