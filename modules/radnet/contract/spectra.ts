import { InstantInput, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant, orNull } from './parts.ts';

/** csv: channel or energy with counts; n42: ANSI N42.42 as XML; text: what the instrument writes (SPE …), kept as it is. */
export const SPECTRUM_FORMATS = ['csv', 'n42', 'text'] as const;
export const SpectrumFormat = Type.Enum([...SPECTRUM_FORMATS]);
export type SpectrumFormat = Static<typeof SpectrumFormat>;
export const MAX_SPECTRUM_MIB = 5;

/** A gamma spectrum (能谱) of a station and an hour: the file as it came, by its checksum. */
export const Spectrum = Type.Object({
  id: Type.Integer(),
  pointId: Type.Integer(),
  /** Start of the hour that it belongs to. */
  hour: Instant,
  /** When the measurement began, by the instrument. */
  takenAt: Instant,
  /** Seconds that the detector was live; null: not told. */
  liveSeconds: orNull(Type.Number()),
  /** NaI(Tl), LaBr₃, HPGe … and serial, in the words of who brought it. */
  detector: Type.String(),
  format: SpectrumFormat,
  name: Type.String(),
  sha256: Type.String(),
  size: Type.Integer(),
  by: Type.String(),
  at: Instant,
  simulated: Type.Boolean(),
});
export type Spectrum = Static<typeof Spectrum>;

/** Counts over channels or keV, as a CSV tells them. */
export const SpectrumCurve = Type.Object({
  axis: Type.Enum(['channel', 'energy']),
  /** Channel numbers, or keV. */
  x: Type.Array(Type.Number()),
  counts: Type.Array(Type.Number()),
});
export type SpectrumCurve = Static<typeof SpectrumCurve>;

export const listSpectra = route({
  id: 'radnet.listSpectra',
  method: 'GET',
  path: '/api/radnet/stations/:id/spectra',
  summary: 'γ 辐射自动站的能谱文件，按所属小时，最长 92 天，缺省近 7 天',
  access: 'radnet.read',
  params: Id,
  query: Type.Object({ from: Type.Optional(InstantInput), to: Type.Optional(InstantInput) }),
  response: Type.Object({ spectra: Type.Array(Spectrum) }),
});

export const addSpectrum = route({
  id: 'radnet.addSpectrum',
  method: 'POST',
  path: '/api/radnet/stations/:id/spectra',
  summary: '上传一个小时的能谱文件（CSV、N42、文本，不超过 5 MiB），保存原样与 SHA-256',
  access: 'radnet.manage',
  scope: 'unit',
  params: Id,
  query: Type.Object({
    takenAt: InstantInput,
    liveSeconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 86_400 })),
    detector: plainText(100, 1),
  }),
  bodyKind: 'multipart',
  response: Spectrum,
});

export const getSpectrum = route({
  id: 'radnet.getSpectrum',
  method: 'GET',
  path: '/api/radnet/spectra/:id',
  summary: '一个能谱：时间、探测器、校验值；CSV 的另给出道址（或能量）与计数',
  access: 'radnet.read',
  params: Id,
  response: Type.Object({ spectrum: Spectrum, curve: orNull(SpectrumCurve) }),
});

export const spectrumFile = route({
  id: 'radnet.spectrumFile',
  method: 'GET',
  path: '/api/radnet/spectra/:id/file',
  summary: '能谱文件原样，支持范围请求',
  access: 'radnet.read',
  params: Id,
});
