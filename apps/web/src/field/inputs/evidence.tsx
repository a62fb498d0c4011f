import type { FieldEvidence } from '@tarim/platform/contract';
import { formatTime } from '@tarim/ui/light';
import { type ReactNode, useEffect, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { dropEvidence, photoName } from '../sync/holding.ts';
import { isRecording, keepRecording, MAX_RECORDING_BYTES, RECORDING_KINDS } from '../sync/recordings.ts';
import { sha256 } from '../vault/crypto.ts';
import type { Vault } from '../vault/vault.ts';
import { bearingNow, type Fix, fixNow } from './position.ts';

const MAX_BYTES = 12 << 20;
const KINDS = 'image/jpeg,image/png,image/webp,application/pdf';

/** Photographs and documents (取证), films and sounds where the form takes them, with where, when and in which direction; kept encrypted as they are, bit for bit. */
export function EvidenceInput({
  vault,
  evidence,
  min,
  max,
  recordings,
  onBusy,
  onChange,
}: {
  vault: Vault;
  evidence: readonly FieldEvidence[];
  min: number;
  max: number;
  /** Whether films and sounds are taken too. */
  recordings: boolean;
  /** While something is kept, the record is not ready to be sealed. */
  onBusy: (busy: boolean) => void;
  /** What is held is changed, not replaced: more may have come while a photograph was worked on. */
  onChange: (step: (held: readonly FieldEvidence[]) => readonly FieldEvidence[]) => void;
}): ReactNode {
  const { t } = useI18n();
  const [busy, setBusy] = useState(false);
  const [percent, setPercent] = useState<number | null>(null);
  const kinds = recordings ? `${KINDS},${RECORDING_KINDS}` : KINDS;
  const [wrong, setWrong] = useState<string | null>(null);

  const add = async (files: readonly File[]) => {
    setBusy(true);
    onBusy(true);
    setWrong(null);
    const takenAt = Date.now();
    const bearing = bearingNow();
    try {
      const fix = await fixNow();
      for (const file of files) await addOne(file, { takenAt, bearing, fix });
    } catch (error) {
      // The device has no room for it: what was there before stays.
      setWrong(t('evidence.no-room', { why: String(error) }));
    } finally {
      setPercent(null);
      setBusy(false);
      onBusy(false);
    }
  };
  const addOne = async (
    file: File,
    { takenAt, bearing, fix }: { takenAt: number; bearing: number | null; fix: Fix | null },
  ) => {
    const recorded = recordings && isRecording(file.type);
    if (file.size > (recorded ? MAX_RECORDING_BYTES : MAX_BYTES) || !kinds.split(',').includes(file.type)) {
      setWrong(t(recordings ? 'evidence.unreadable-recording' : 'evidence.unreadable', { name: file.name }));
      return;
    }
    const hash = await (recorded
      ? keepRecording(vault, file, (done, all) => setPercent(Math.floor((100 * done) / all)))
      : keepPhoto(vault, file));
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
    void dropEvidence(vault, one.sha256);
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
        {busy
          ? `${t('working')}${percent === null ? '' : ` ${percent} %`}`
          : t(recordings ? 'evidence.add-recording' : 'evidence.add')}
        <input
          type="file"
          accept={kinds}
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

async function keepPhoto(vault: Vault, file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  const hash = await sha256(bytes);
  await vault.put({ [photoName(hash)]: bytes });
  return hash;
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
  if (!/\.(jpe?g|png|webp)$/i.test(name)) return <span className="file">{name}</span>;
  return url ? <img src={url} alt={name} /> : <span className="file" />;
}
