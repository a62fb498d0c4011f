const GRS80 = '+ellps=GRS80 +units=m +no_defs';

const transverse = (meridian: number, easting: number) =>
  `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 ${GRS80}`;

/**
 * PROJ text of EPSG codes that mean CGCS2000 or WGS 84 (taken as equal, see `crs.ts`): geographic, Web Mercator, UTM, and
 * the Gauss–Krüger zones of CGCS2000 (EPSG registry 4491–4554: 6° zones 13–23, then their central meridians without the
 * zone's number; 3° zones 25–45, then theirs). Null for others: a datum whose shift is not published is not guessed.
 */
export function epsgDefinition(code: number): string | null {
  if ([4490, 4326, 4479, 4480].includes(code)) return '+proj=longlat +ellps=GRS80 +no_defs';
  if (code === 3857 || code === 900_913)
    return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';
  const six = (zone: number) => zone * 6 - 3;
  if (code >= 4491 && code <= 4501) return transverse(six(code - 4478), (code - 4478) * 1e6 + 500_000);
  if (code >= 4502 && code <= 4512) return transverse(six(code - 4489), 500_000);
  if (code >= 4513 && code <= 4533) return transverse((code - 4488) * 3, (code - 4488) * 1e6 + 500_000);
  if (code >= 4534 && code <= 4554) return transverse((code - 4509) * 3, 500_000);
  if ((code > 32_600 && code <= 32_660) || (code > 32_700 && code <= 32_760)) {
    const south = code > 32_700;
    return `+proj=utm +zone=${code - (south ? 32_700 : 32_600)}${south ? ' +south' : ''} ${GRS80}`;
  }
  return null;
}
