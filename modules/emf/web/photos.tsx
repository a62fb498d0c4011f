import { urlOf } from '@tarim/platform/contract';
import { formatBytes, formatTime, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Card, Flex } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { addPhoto, MOST_PHOTOS, type Photo, photoFile, removePhoto } from '../contract.ts';
import { FieldsDialog } from './fields-dialog.tsx';

/** 监测照片: brought by those who enter measurements, taken off with a reason by those who check them. */
export function Photos({
  measurementId,
  unitPath,
  photos,
}: {
  measurementId: number;
  unitPath: string;
  photos: readonly Photo[];
}): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const [removing, setRemoving] = useState<Photo | null>(null);
  const remove = useRouteMutation(removePhoto, {
    success: t('saved'),
    onSuccess: () => setRemoving(null),
  });
  return (
    <Card size="small" title={t('photos.title', { n: photos.length })}>
      <p className="muted">{t('photos.note')}</p>
      <Flex gap={12} wrap>
        {photos.map((one) => (
          <figure key={one.id} style={{ margin: 0, width: 180 }}>
            <a href={urlOf(photoFile, { id: one.id })} target="_blank" rel="noreferrer">
              <img
                src={urlOf(photoFile, { id: one.id })}
                alt={one.name}
                loading="lazy"
                style={{ width: 180, height: 120, objectFit: 'cover' }}
              />
            </a>
            <figcaption className="muted">
              {one.by} {formatTime(one.at)} · {formatBytes(one.bytes)} · {one.sha256.slice(0, 8)}
              {may('emf.review', unitPath) ? (
                <Button size="small" type="link" onClick={() => setRemoving(one)}>
                  {t('photos.remove')}
                </Button>
              ) : null}
            </figcaption>
          </figure>
        ))}
      </Flex>
      {may('emf.manage', unitPath) && photos.length < MOST_PHOTOS ? <Add id={measurementId} /> : null}
      {removing ? (
        <FieldsDialog
          title={t('photos.remove')}
          fields={[{ name: 'reason', label: t('field.reason'), kind: 'long', required: true }]}
          busy={remove.isPending}
          onSend={({ reason }) => remove.mutate({ params: { id: removing.id }, body: { reason } })}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </Card>
  );
}

function Add({ id }: { id: number }): ReactNode {
  const t = useText('emf');
  const input = useRef<HTMLInputElement>(null);
  const add = useRouteMutation(addPhoto, { success: t('saved') });
  return (
    <>
      <input
        ref={input}
        style={{ display: 'none' }}
        type="file"
        accept="image/jpeg,image/png"
        aria-label={t('photos.add')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) add.mutate({ params: { id }, file } as never);
          event.target.value = '';
        }}
      />
      <Button loading={add.isPending} onClick={() => input.current?.click()}>
        {t('photos.add')}
      </Button>
    </>
  );
}
