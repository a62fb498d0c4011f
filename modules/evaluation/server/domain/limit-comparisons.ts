import type { Static } from '@tarim/platform/contract';
import { exceedMultiple } from '@tarim/science';
import { airLimits } from '@tarim/standards';
import type { AirLimitComparison } from '../../contract.ts';
import type { AqiRow } from '../sql/aqi.ts';

/**
 * The concentrations beside the limits of GB 3095 for their averaging time, class II (二类区), on the date of the data.
 * Pollutants without such a limit (particles of an hour) are left out.
 */
export function limitComparisons(row: AqiRow): Array<Static<typeof AirLimitComparison>> {
  const limits = airLimits(row.time, 'II');
  return Object.entries(row.result.values).flatMap(([key, value]) => {
    const eightHour = key === 'O3_8h';
    const pollutant = eightHour ? 'O3' : key;
    const limit = limits.find(
      (one) => one.pollutant === pollutant && one.avg === (eightHour ? 'mda8' : row.period),
    );
    if (!limit || value === null) return [];
    return [
      {
        pollutant: key,
        value,
        limit: limit.limit,
        exceedMultiple: exceedMultiple(value, limit.limit),
        standard: limit.standard,
      },
    ];
  });
}
