import { call } from '@tarim/platform/contract';
import { useText } from '@tarim/ui';
import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { uploadEvidence } from '../contract.ts';

/** Photographs and documents, sent as they are chosen; the value is their hashes. */
export function EvidenceFiles({
  value = [],
  onChange,
}: {
  value?: readonly string[];
  onChange?: (hashes: string[]) => void;
}): ReactNode {
  const t = useText('quality');
  const { notification } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const send = async (file: File) => {
    setBusy(true);
    try {
      const { sha256 } = await call(uploadEvidence, { file });
      setNames((all) => ({ ...all, [sha256]: file.name }));
      onChange?.([...new Set([...value, sha256])]);
    } catch (error) {
      notification.error({ title: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input
        ref={input}
        style={{ display: 'none' }}
        type="file"
        accept="image/jpeg,image/png,image/webp,application/pdf"
        aria-label={t('evidence.add')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void send(file);
          event.target.value = '';
        }}
      />
      <div className="filters" style={{ marginBottom: 0 }}>
        {value.map((sha256) => (
          <span key={sha256}>
            {names[sha256] ?? <code>{sha256.slice(0, 8)}</code>}
            <Button
              size="small"
              type="text"
              onClick={() => onChange?.(value.filter((one) => one !== sha256))}
            >
              {t('remove')}
            </Button>
          </span>
        ))}
        <Button loading={busy} disabled={value.length >= 20} onClick={() => input.current?.click()}>
          {t('evidence.add')}
        </Button>
      </div>
    </>
  );
}
