import type { FieldEvidence } from '@tarim/platform/contract';
import { formatTime } from '@tarim/ui/light';
import { type ReactNode, useEffect, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { photoName } from '../sync/holding.ts';
import { sha256 } from '../vault/crypto.ts';
import type { Vault } from '../vault/vault.ts';
import { bearingNow, type Fix, fixNow } from './position.ts';

const MAX_BYTES = 12 << 20;
const KINDS = 'image/jpeg,image/png,image/webp,application/pdf';

/** Photographs and documents (取证), with where, when and in which direction; kept encrypted as they are, bit for bit. */
export function EvidenceInput({
  vault,
  evidence,
  min,
  max,
  onChange,
}: {
  vault: Vault;
  evidence: readonly FieldEvidence[];
  min: number;
  max: number;
  /** What is held is changed, not replaced: more may have come while a photograph was worked on. */
  onChange: (step: (held: readonly FieldEvidence[]) => readonly FieldEvidence[]) => void;
}): ReactNode {
  const { t } = useI18n();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  const add = async (files: readonly File[]) => {
    setBusy(true);
    setWrong(null);
    const takenAt = Date.now();
    const bearing = bearingNow();
    try {
      const fix = await fixNow();
      for (const file of files) await addOne(file, { takenAt, bearing, fix });
    } finally {
      setBusy(false);
    }
  };
  const addOne = async (
    file: File,
    { takenAt, bearing, fix }: { takenAt: number; bearing: number | null; fix: Fix | null },
  ) => {
    const bytes = await file.arrayBuffer();
    const hash = await sha256(bytes);
    if (bytes.byteLength > MAX_BYTES || !KINDS.split(',').includes(file.type)) {
      setWrong(t('evidence.unreadable', { name: file.name }));
      return;
    }
    await vault.put({ [photoName(hash)]: bytes });
    const one: FieldEvidence = {
      sha256: hash,
      name: file.name.slice(-200) || 'photo.jpg',
      takenAt,
      place: fix?.place ?? null,
      accuracy: fix?.accuracy ?? null,
      bearing,
    };
    onChange((held) =>
      held.length >= max || held.some((other) => other.sha256 === hash) ? held : [...held, one],
    );
  };
  const remove = (one: FieldEvidence) => {
    onChange((held) => held.filter((other) => other.sha256 !== one.sha256));
    void vault.delete([photoName(one.sha256)]);
  };

  return (
    <fieldset>
      <legend>
        {t('evidence')} {min > 0 ? '*' : ''}{' '}
        <small className="muted">{t('evidence.count', { n: evidence.length, min, max })}</small>
      </legend>
      <div className="photos">
        {evidence.map((one) => (
          <figure key={one.sha256}>
            <Photo vault={vault} hash={one.sha256} name={one.name} />
            <figcaption>
              {formatTime(one.takenAt, 'clock')}
              {one.place
                ? ` · ${one.place[0].toFixed(4)}, ${one.place[1].toFixed(4)}`
                : ` · ${t('evidence.no-place')}`}
              {one.bearing === null ? '' : ` · ${one.bearing}°`}
              <button type="button" className="plain" onClick={() => remove(one)}>
                {t('remove')}
              </button>
            </figcaption>
          </figure>
        ))}
      </div>
      <label className="button">
        {busy ? t('working') : t('evidence.add')}
        <input
          type="file"
          accept={KINDS}
          capture="environment"
          multiple
          hidden
          disabled={busy || evidence.length >= max}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void add(files);
          }}
        />
      </label>
      {wrong ? (
        <p className="bad" role="alert">
          {wrong}
        </p>
      ) : null}
    </fieldset>
  );
}

function Photo({ vault, hash, name }: { vault: Vault; hash: string; name: string }): ReactNode {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    void vault.bytes(photoName(hash)).then((bytes) => {
      if (!bytes) return;
      made = URL.createObjectURL(new Blob([bytes]));
      setUrl(made);
    });
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [vault, hash]);
  if (/\.pdf$/i.test(name)) return <span className="file">{name}</span>;
  return url ? <img src={url} alt={name} /> : <span className="file" />;
}
