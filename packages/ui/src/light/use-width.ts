import { type RefObject, useEffect, useState } from 'react';

/** Width of a box in CSS pixels, followed as it changes; charts are drawn at that size, so that their text stays readable. */
export function useWidth(box: RefObject<HTMLElement | null>, start: number): number {
  const [width, setWidth] = useState(start);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const read = () => setWidth(Math.max(120, Math.round(element.clientWidth)));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
