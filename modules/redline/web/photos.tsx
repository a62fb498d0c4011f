import { call, urlOf } from '@tarim/platform/contract';
import { formatTime, useText } from '@tarim/ui';
import { App, Button, Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { type Evidence, getFile, uploadFile } from '../contract.ts';
import { photoFacts } from './exif.ts';

const MOST = 30;
/** Of a `datetime-local` field, which knows no zone: the platform speaks Beijing time. */
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const toIso = (wall: string) => (WALL.test(wall) ? `${wall.slice(0, 16)}:00+08:00` : undefined);
const toWall = (iso: string | undefined) =>
  iso ? formatTime(iso, 'full').replace(/\s/, 'T').slice(0, 16) : '';

/**
 * Photographs and documents (佐证) with when they were taken: a JPEG tells time, place and direction by itself, the time can be put
 * right. A field of a form.
 */
export function Photos({
  value = [],
  onChange,
  add,
}: {
  value?: readonly Evidence[];
  onChange?: (files: Evidence[]) => void;
  add?: string;
}): ReactNode {
  const t = useText('redline');
  const { notification } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const words = add ?? t('photo.add');
  const send = async (files: readonly File[]) => {
    setBusy(true);
    const brought: Evidence[] = [];
    for (const file of files)
      try {
        const facts = photoFacts(await file.arrayBuffer());
        const { sha256 } = await call(uploadFile, { file });
        brought.push({ sha256, name: file.name, ...facts });
      } catch (error) {
        notification.error({ title: `${file.name}: ${(error as Error).message}` });
      }
    const known = new Set(brought.map((one) => one.sha256));
    onChange?.([...value.filter((one) => !known.has(one.sha256)), ...brought].slice(0, MOST));
    setBusy(false);
  };
  const change = (sha256: string, wall: string) =>
    onChange?.(
      value.map((one) => {
        if (one.sha256 !== sha256) return one;
        const { takenAt: _, ...rest } = one;
        const takenAt = toIso(wall);
        return takenAt ? { ...rest, takenAt } : rest;
      }),
    );
  return (
    <>
      <input
        ref={input}
        style={{ display: 'none' }}
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp,application/pdf"
        aria-label={words}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) void send(files);
          event.target.value = '';
        }}
      />
      {value.map((one) => (
        <div key={one.sha256} className="filters" style={{ marginBottom: 6 }}>
          <span style={{ overflowWrap: 'anywhere' }}>{one.name}</span>
          <Input
            type="datetime-local"
            aria-label={t('photo.takenAt')}
            title={t('photo.takenAt')}
            style={{ width: 200 }}
            value={toWall(one.takenAt)}
            onChange={(event) => change(one.sha256, event.target.value)}
          />
          {one.lon === undefined ? null : (
            <small className="muted">
              {one.lon.toFixed(5)}, {one.lat?.toFixed(5)}
              {one.bearing === undefined ? '' : ` · ${one.bearing.toFixed(0)}°`}
            </small>
          )}
          <Button
            size="small"
            type="text"
            onClick={() => onChange?.(value.filter((other) => other.sha256 !== one.sha256))}
          >
            {t('photo.remove')}
          </Button>
        </div>
      ))}
      <Button loading={busy} disabled={value.length >= MOST} onClick={() => input.current?.click()}>
        {words}
      </Button>
    </>
  );
}

const PICTURE = /\.(jpe?g|png|webp)$/i;

/** What was brought: pictures small with when, where and in which direction, documents by name; each opens in a tab of its own. */
export function PhotoStrip({ files }: { files: readonly Evidence[] }): ReactNode {
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10, marginTop: 6 }}>
      {files.map((one) => (
        <a
          key={one.sha256}
          href={urlOf(getFile, { sha256: one.sha256 })}
          target="_blank"
          rel="noreferrer"
          style={{ maxWidth: 170, fontSize: 12 }}
        >
          {PICTURE.test(one.name) ? (
            <img
              src={urlOf(getFile, { sha256: one.sha256 })}
              alt={one.name}
              loading="lazy"
              style={{ display: 'block', width: 150, height: 100, objectFit: 'cover', borderRadius: 6 }}
            />
          ) : null}
          <span style={{ overflowWrap: 'anywhere' }}>{one.name}</span>
          {one.takenAt ? <div className="muted">{formatTime(one.takenAt, 'full')}</div> : null}
          {one.lon === undefined ? null : (
            <div className="muted">
              {one.lon.toFixed(5)}, {one.lat?.toFixed(5)}
              {one.bearing === undefined ? '' : ` · ${one.bearing.toFixed(0)}°`}
            </div>
          )}
        </a>
      ))}
    </div>
  );
}
