import { type FieldSignature, SIGNATURE_BOX } from '@tarim/platform/contract';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useI18n } from '../i18n.ts';

const [WIDTH, HEIGHT] = SIGNATURE_BOX;
/** Points of a stroke that lie closer together than this are one. */
const APART = 2;

/** A stroke as the path of an SVG; a single point is drawn as a dot. */
const pathOf = (stroke: readonly number[]): string => {
  let path = `M${stroke[0]} ${stroke[1]}`;
  if (stroke.length === 2) return `${path}h0.1`;
  for (let i = 2; i < stroke.length; i += 2) path += `L${stroke[i]} ${stroke[i + 1]}`;
  return path;
};

export function SignaturePicture({ strokes }: { strokes: readonly (readonly number[])[] }): ReactNode {
  return strokes.map((stroke, at) => (
    <path
      key={at}
      d={pathOf(stroke)}
      fill="none"
      stroke="currentColor"
      strokeWidth={4}
      strokeLinecap="round"
    />
  ));
}

/** 签名: the name in letters and in one's own hand on the glass. */
export function SignatureInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}): ReactNode {
  const { t } = useI18n();
  const kept = (value ?? null) as FieldSignature | null;
  const [by, setBy] = useState(kept?.by ?? '');
  const [strokes, setStrokes] = useState<readonly (readonly number[])[]>(kept?.strokes ?? []);
  // Points come faster than the page is drawn: the strokes of now are here, those of the last drawing in the state.
  const now = useRef(strokes);
  const drawing = useRef(false);
  const draw = (all: readonly (readonly number[])[]) => {
    now.current = all;
    setStrokes(all);
  };
  const lift = () => {
    if (!drawing.current) return;
    drawing.current = false;
    set(by, now.current);
  };
  const set = (name: string, all: readonly (readonly number[])[]) => {
    setBy(name);
    draw(all);
    onChange(
      name.trim() === '' || all.length === 0 ? null : { by: name.trim(), at: Date.now(), strokes: all },
    );
  };
  const at = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)));
    return [
      within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH),
      within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT),
    ];
  };
  return (
    <fieldset className="signature">
      <legend>{label}</legend>
      <label className="field">
        <span>{t('signature.by')}</span>
        <input type="text" maxLength={60} value={by} onChange={(event) => set(event.target.value, strokes)} />
      </label>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('signature.pad', { what: label })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          draw([...now.current, at(event)]);
        }}
        onPointerMove={(event) => {
          if (!drawing.current) return;
          const last = now.current.at(-1)!;
          const [x, y] = at(event);
          if (Math.abs(x - last.at(-2)!) < APART && Math.abs(y - last.at(-1)!) < APART) return;
          if (last.length < 4_000) draw([...now.current.slice(0, -1), [...last, x, y]]);
        }}
        onPointerUp={lift}
        onPointerCancel={lift}
      >
        <SignaturePicture strokes={strokes} />
      </svg>
      <button type="button" disabled={strokes.length === 0} onClick={() => set(by, [])}>
        {t('signature.again')}
      </button>
    </fieldset>
  );
}
