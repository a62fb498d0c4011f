import { urlOf } from '@tarim/platform/contract';
import type { Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useState } from 'react';
import { type BaseMap, print, type SceneStyles } from '../../contract.ts';
import { lengthOf } from './measure.ts';
import { useTexts } from './texts.tsx';

/** What the route takes, as base64 of a JPEG. */
const MOST_IMAGE = 1_900_000;
const WIDTH = 1_600;
const MOST_RATIO = 0.36;

/** The map as it stands, on a sheet with scale, legend, sources and date. */
export function PrintDialog({
  map,
  layers,
  styles,
  base,
  onClose,
}: {
  map: MapLibre;
  /** Ids, the top one first. */
  layers: readonly string[];
  styles: SceneStyles;
  base: BaseMap | null;
  onClose: () => void;
}): ReactNode {
  const { t, language } = useTexts();
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [paper, setPaper] = useState<'a4' | 'a3'>('a4');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const answer = await fetch(urlOf(print), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tarim': '1' },
        body: JSON.stringify({
          title: title.trim() || t('title'),
          paper,
          language: language === 'en' ? 'en' : 'zh-CN',
          ...pictureOf(map),
          layers,
          styles,
          ...(base ? { base: base.id } : {}),
          note: note.trim(),
        }),
      });
      if (!answer.ok)
        throw new Error(((await answer.json()) as { detail?: string }).detail ?? String(answer.status));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `${title.trim() || 'map'}.pdf`;
      link.click();
      onClose();
    } catch (error) {
      setFailed((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="om-dialog" role="dialog" aria-label={t('print.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <h2>{t('print.title')}</h2>
        <label>
          {t('print.heading')}
          <input value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label>
          {t('print.note')}
          <input value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
        </label>
        <label>
          {t('print.paper')}
          <select value={paper} onChange={(event) => setPaper(event.target.value as 'a4' | 'a3')}>
            <option value="a4">A4</option>
            <option value="a3">A3</option>
          </select>
        </label>
        {failed ? <p role="alert">{failed}</p> : null}
        <div className="om-row">
          <button type="submit" disabled={busy}>
            {t(busy ? 'print.busy' : 'print.make')}
          </button>
          <button type="button" onClick={onClose}>
            {t('close')}
          </button>
        </div>
      </form>
    </div>
  );
}

function pictureOf(map: MapLibre): { image: string; ratio: number; groundMetres: number } {
  const source = map.getCanvas();
  // The middle of a high map: more would not stand on one sheet beside its legend.
  const ratio = Math.min(source.height / source.width, MOST_RATIO);
  const cut = (source.height - source.width * ratio) / 2;
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(WIDTH, source.width);
  canvas.height = Math.round(canvas.width * ratio);
  canvas
    .getContext('2d')!
    .drawImage(source, 0, cut, source.width, source.width * ratio, 0, 0, canvas.width, canvas.height);
  let image = canvas.toDataURL('image/jpeg', 0.9);
  for (let quality = 0.8; image.length > MOST_IMAGE && quality > 0.2; quality -= 0.2)
    image = canvas.toDataURL('image/jpeg', quality);
  const { clientWidth, clientHeight } = source;
  const [west, east] = [0, clientWidth].map((x) => map.unproject([x, clientHeight / 2]));
  const groundMetres = lengthOf([
    [west!.lng, west!.lat],
    [east!.lng, east!.lat],
  ]);
  return { image, ratio, groundMetres };
}
