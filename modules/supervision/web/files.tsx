import { call, type RouteDef } from '@tarim/platform/contract';
import { useText } from '@tarim/ui';
import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { EvidenceFile } from '../contract.ts';

/** Photographs and documents, sent as they are chosen; the value is their hashes with their names. */
export function EvidenceFiles({
  upload,
  value = [],
  onChange,
}: {
  upload: RouteDef;
  value?: readonly EvidenceFile[];
  onChange?: (files: EvidenceFile[]) => void;
}): ReactNode {
  const t = useText('supervision');
  const { notification } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    try {
      const { sha256, name } = (await call(upload, { file } as never)) as unknown as EvidenceFile;
      onChange?.([...value.filter((one) => one.sha256 !== sha256), { sha256, name }]);
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
        {value.map((one) => (
          <span key={one.sha256}>
            {one.name}
            <Button
              size="small"
              type="text"
              onClick={() => onChange?.(value.filter((other) => other !== one))}
            >
              {t('evidence.remove')}
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

/** Files that were brought, each opens in a tab of its own. */
export function FileLinks({
  files,
  href,
}: {
  files: readonly EvidenceFile[];
  href: (sha256: string) => string;
}): ReactNode {
  return (
    <>
      {files.map((one) => (
        <a
          key={one.sha256}
          href={href(one.sha256)}
          target="_blank"
          rel="noreferrer"
          style={{ marginInlineEnd: 12, overflowWrap: 'anywhere' }}
        >
          {one.name} <small className="muted">{one.sha256.slice(0, 8)}</small>
        </a>
      ))}
    </>
  );
}
