import { useLanguage } from '@tarim/ui';
import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { fetchedFile } from './fetched-file.ts';

/** A file that was made, until another is or the page is left. */
export interface MadeFile {
  readonly url: string;
  readonly format: 'pdf' | 'docx';
  readonly bytes: number;
}

/** Has files made, one at a time; tells which format is under way and for how many seconds. */
export function useMadeFile(): {
  made: MadeFile | null;
  busy: MadeFile['format'] | null;
  seconds: number;
  make: (format: MadeFile['format'], url: string, body?: object) => Promise<void>;
} {
  const { language } = useLanguage();
  const { notification } = App.useApp();
  const [made, setMade] = useState<MadeFile | null>(null);
  const [busy, setBusy] = useState<MadeFile['format'] | null>(null);
  const [seconds, setSeconds] = useState(0);
  const held = useRef<string | null>(null);
  const drop = () => {
    if (held.current) URL.revokeObjectURL(held.current);
    held.current = null;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is left
  useEffect(() => drop, []);
  useEffect(() => {
    if (!busy) return;
    const began = Date.now();
    setSeconds(0);
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - began) / 1_000)), 1_000);
    return () => clearInterval(timer);
  }, [busy]);
  const make = async (format: MadeFile['format'], url: string, body?: object) => {
    setBusy(format);
    setMade(null);
    try {
      const blob = await fetchedFile(url, language, body);
      drop();
      held.current = URL.createObjectURL(blob);
      setMade({ url: held.current, format, bytes: blob.size });
    } catch (error) {
      notification.error({ title: (error as Error).message });
    } finally {
      setBusy(null);
    }
  };
  return { made, busy, seconds, make };
}
