/** Semi-major axis and square of the eccentricity of WGS-84 (CGCS2000 within a tenth of a millimetre). */
const A = 6_378_137;
const E2 = 0.006_694_379_990_14;
const RADIAN = Math.PI / 180;

/** Metres east and north of a place, and back: the tangent plane, good to some kilometres. */
export function localPlane(lat0: number, lon0: number) {
  const sine = Math.sin(lat0 * RADIAN);
  const w = Math.sqrt(1 - E2 * sine * sine);
  const east = (A / w) * Math.cos(lat0 * RADIAN) * RADIAN;
  const north = ((A * (1 - E2)) / w ** 3) * RADIAN;
  return {
    toPlane: (lat: number, lon: number) => ({ x: (lon - lon0) * east, y: (lat - lat0) * north }),
    toDegrees: (x: number, y: number) => ({ lat: lat0 + y / north, lon: lon0 + x / east }),
  };
}
