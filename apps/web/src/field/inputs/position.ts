import { useEffect, useState } from 'react';

export interface Fix {
  /** Longitude, latitude. Receivers give WGS-84, which CGCS2000 equals within centimetres. */
  readonly place: [number, number];
  /** Metres. */
  readonly accuracy: number;
  /** Epoch ms. */
  readonly at: number;
}

const fixOf = ({ coords, timestamp }: GeolocationPosition): Fix => ({
  place: [Number(coords.longitude.toFixed(7)), Number(coords.latitude.toFixed(7))],
  accuracy: Math.round(coords.accuracy),
  at: Math.round(timestamp),
});

/** Where the device is now; null where it does not tell within `ms`. */
export function fixNow(ms = 8_000): Promise<Fix | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    // The receiver's own limit begins only when the person has allowed it: a photograph must not wait for an answer that never comes.
    setTimeout(() => resolve(null), ms + 1_000);
    navigator.geolocation.getCurrentPosition(
      (one) => resolve(fixOf(one)),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: ms, maximumAge: 5_000 },
    );
  });
}

/** Follows the device while it is wanted. */
export function usePosition(wanted: boolean): Fix | null {
  const [fix, setFix] = useState<Fix | null>(null);
  useEffect(() => {
    if (!wanted || !navigator.geolocation) return setFix(null);
    const watch = navigator.geolocation.watchPosition(
      (one) => setFix(fixOf(one)),
      () => {},
      { enableHighAccuracy: true },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [wanted]);
  return fix;
}

const EARTH_KM = 6_371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance on the mean sphere; for sorting and telling, not for areas or limits. */
export function distanceKm(a: readonly [number, number], b: readonly [number, number]): number {
  const [dLat, dLon] = [radians(b[1] - a[1]), radians(b[0] - a[0])];
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

let bearing: number | null = null;
interface Compass extends DeviceOrientationEvent {
  readonly webkitCompassHeading?: number;
}
/** Where the device points, degrees from north; null where it has no compass. */
export const bearingNow = (): number | null => bearing;
const turned = (event: Event) => {
  const { absolute, alpha, webkitCompassHeading } = event as Compass;
  if (webkitCompassHeading !== undefined) bearing = Math.round(webkitCompassHeading);
  else if (absolute && alpha !== null) bearing = Math.round(360 - alpha) % 360;
};
globalThis.addEventListener?.('deviceorientationabsolute', turned);
globalThis.addEventListener?.('deviceorientation', turned);
