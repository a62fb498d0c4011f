import { evaluatePlume, evaluateSrs19 } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, FIGURE, FLAG, LIST, OBJECT, QUANTITY, WORD } from './calculator.ts';

/** `tarim radiation plume`. */
export const plumeCommand = calculator({
  name: 'plume',
  help: `
高斯烟羽与烟团：浓度、时间积分、干湿沉积、释放到剂量（吸入、浸没、地面），并给相邻稳定度的区间。
Gaussian plume or puff: concentration, deposit, and the doses of a release, with a band over the neighbouring classes.

  {"id":1,"released":"1 TBq","nuclide":"Cs-137","stability":"D","wind":5,"height":0,"x":[1000,3000]}
  {"id":1,"set":"briggs_rural","stability":"D","u":5,"points":[{"x":1000,"integrated":21994…,"deposit":65982…,"arrival":200,"dose":{"inhalation":0.2856…,…},…},…],…}

  set         briggs_rural（默认）· briggs_urban · isc3_rural_pasquill_gifford · eimutis_konicek · turner_1970_fit · puff_slade_ccps
  stability   A–F；或 or sun：strong · moderate · slight · night-cloudy · night-clear · overcast（凭记忆 from memory）
  wind        m/s，释放高度处；给 windHeight 时按风廓线换算 at the release, or at windHeight with the profile
  height, lid 释放高度、混合层高 m        x, y, z  下风、横风、离地 m；x 可为数组      sigmaY, sigmaZ  自给 own, m
  不给 wind、Q、released 时只答 sigmas（σy、σz）without them the dispersion parameters alone
  Q           释放率（任意单位/s）：浓度为该单位/m³      released  释放总量 Bq：时间积分、沉积、剂量
  mode        plume（默认）· puff 短时释放，time 秒 seconds
  nuclide, form (F · M · S), age (adult · infant), breathing m³/s, depositionVelocity m/s, rain mm/h,
  depletion   沉积的从烟羽中扣除（默认否）what falls leaves the plume      groundDays  地面停留天数（默认 7）
`,
  required: [],
  input: {
    mode: { enum: ['plume', 'puff'] },
    set: TEXT,
    stability: TEXT,
    sun: TEXT,
    wind: QUANTITY,
    windHeight: QUANTITY,
    height: QUANTITY,
    lid: QUANTITY,
    Q: QUANTITY,
    released: QUANTITY,
    x: { type: ['number', 'string', 'array'] },
    y: QUANTITY,
    z: QUANTITY,
    sigmaY: QUANTITY,
    sigmaZ: QUANTITY,
    time: QUANTITY,
    nuclide: TEXT,
    form: TEXT,
    age: TEXT,
    breathing: QUANTITY,
    depositionVelocity: QUANTITY,
    rain: QUANTITY,
    depletion: FLAG,
    groundDays: QUANTITY,
  },
  output: { set: WORD, stability: WORD, u: FIGURE, points: LIST, sigmas: LIST },
  answer: evaluatePlume,
});

/** `tarim radiation srs19`. */
export const srs19Command = calculator({
  name: 'srs19',
  help: `
常规气载释放的年剂量（IAEA SRS-19 方法）：吸入、浸没、地面沉积，成人与婴儿。Yearly dose of a routine release to air.

  {"id":1,"nuclide":"Co-60","chiQ":1.2156766e-7,"release":31536000,"form":"M"}
  {"id":1,"nuclide":"Co-60","concentration":1.2156766e-7,"deposit":0.16…,"adult":{"inhalation":1.0211…e-8,…},"infant":{…},…}

  chiQ     年均大气弥散因子 s/m³      release  Bq/a；或 or releaseRate Bq/s      form  F · M · S（不明取最大 largest when unknown）
  groundDays  地面累积天数（默认 1825）days of build-up
`,
  required: ['nuclide', 'chiQ'],
  input: {
    nuclide: TEXT,
    chiQ: QUANTITY,
    release: QUANTITY,
    releaseRate: QUANTITY,
    form: TEXT,
    groundDays: QUANTITY,
  },
  output: { nuclide: WORD, concentration: FIGURE, deposit: FIGURE, adult: OBJECT, infant: OBJECT },
  answer: evaluateSrs19,
});
