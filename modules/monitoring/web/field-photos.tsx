import { CallError, call } from '@tarim/platform/contract';
import { useText } from '@tarim/ui';
import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { uploadPhoto } from '../contract.ts';

/** Photographs of the site, sent as they are taken. */
export function FieldPhotos({
  photos,
  onChange,
}: {
  photos: readonly string[];
  onChange: (photos: string[]) => void;
}): ReactNode {
  const t = useText('monitoring');
  const { notification } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<Readonly<Record<string, string>>>({});
  const send = async (file: File) => {
    setBusy(true);
    try {
      const { sha256 } = await call(uploadPhoto, { file });
      setShown((all) => ({ ...all, [sha256]: URL.createObjectURL(file) }));
      onChange([...new Set([...photos, sha256])]);
    } catch (error) {
      if (error instanceof CallError) notification.error({ title: error.message });
      else notification.warning({ title: t('field.photoOffline') });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="card">
      <h4>{t('field.photos')}</h4>
      <input
        ref={input}
        hidden
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        aria-label={t('field.takePhoto')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void send(file);
          event.target.value = '';
        }}
      />
      <div className="filters" style={{ marginBottom: 0 }}>
        {photos.map((sha256) => (
          <span key={sha256}>
            {shown[sha256] ? (
              <img
                src={shown[sha256]}
                alt={t('sampling.photo')}
                style={{ width: 96, height: 72, objectFit: 'cover', borderRadius: 8 }}
              />
            ) : (
              <code>{sha256.slice(0, 8)}</code>
            )}
            <Button size="small" type="text" onClick={() => onChange(photos.filter((one) => one !== sha256))}>
              {t('line.remove')}
            </Button>
          </span>
        ))}
        <Button
          size="large"
          loading={busy}
          disabled={photos.length >= 12}
          onClick={() => input.current?.click()}
        >
          {t('field.takePhoto')}
        </Button>
      </div>
    </div>
  );
}
