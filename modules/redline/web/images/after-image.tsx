import { type StyleName, scenesAt } from '@tarim/imagery/contract';
import { useRouteQuery, useText } from '@tarim/ui';
import { Form } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { type PatchDetail, sceneName } from '../../contract.ts';
import { pictureOf, type SceneHere } from './picture.ts';
import { type Shape, squareAround } from './square.ts';
import './images.css';

const SIZE = 128;
const styleOf = ({ styles }: SceneHere) => styles[0] as StyleName | undefined;

/** 后时相影像: scenes taken after the rectification, to choose the one that shows it; the day comes with it. Fields of a form. */
export function AfterImages({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const form = Form.useFormInstance();
  const chosen = Form.useWatch('afterScene', form) as string | undefined;
  const shape = detail.geometry as Shape;
  const square = useMemo(() => squareAround(shape), [shape]);
  const scenes = useRouteQuery(scenesAt, { query: { bbox: square.text, limit: 40 } }).data?.scenes ?? [];
  // What is done is shown on a day: a composite has none.
  const later = scenes.filter(
    (one) => !one.composite && (detail.rectifiedOn === null || one.takenAt.slice(0, 10) > detail.rectifiedOn),
  );
  if (later.length === 0) return <p className="muted">{t('images.noneAfter')}</p>;
  const choose = (one: SceneHere) =>
    form.setFieldsValue({ afterScene: sceneName(one.id), afterOn: one.takenAt.slice(0, 10) });
  return (
    <ul className="rl-strip" aria-label={t('images.choose')}>
      {later.toReversed().map((one) => (
        <li key={one.id} className={sceneName(one.id) === chosen ? 'rl-chosen' : undefined}>
          <button type="button" onClick={() => choose(one)} aria-pressed={sceneName(one.id) === chosen}>
            <img loading="lazy" src={pictureOf(one.id, square, styleOf(one), SIZE)} alt={one.title} />
            <span>{one.takenAt.slice(0, 10)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
