import { DRAFT, PROBLEMS } from '../schema.ts';

const POLLUTANTS = ['SO2', 'SO2_24h', 'NO2', 'CO', 'O3', 'O3_8h', 'PM10', 'PM2.5'];

/** JSON Schemas of a line of `tarim evaluate aqi`. */
export const AQI_SCHEMA = {
  input: {
    $schema: DRAFT,
    type: 'object',
    required: ['period', 'time', 'values'],
    properties: {
      id: { description: 'anything; comes back as it is' },
      period: { enum: ['hour', 'day'] },
      time: {
        type: 'string',
        description:
          'ISO 8601, start of the hour or day; +08:00 when it names no offset; chooses the edition',
      },
      values: {
        type: 'object',
        description:
          'µg/m³, CO mg/m³. hour: SO2 NO2 CO O3 PM10 PM2.5; day: SO2 NO2 CO O3_8h PM10 PM2.5. null or absent: missing. ' +
          'Beside them, used by HJ 633-2012 above 800 only: hour SO2_24h (24-h mean), day O3 (highest hour)',
        properties: Object.fromEntries(
          POLLUTANTS.map((name) => [name, { type: ['number', 'null'], minimum: 0 }]),
        ),
      },
      standard: {
        enum: ['HJ 633-2012', 'HJ 633-2026'],
        description: 'asks for an edition whatever the date; time may then be absent',
      },
      exempt: {
        type: 'array',
        items: { enum: POLLUTANTS },
        description: 'outside the monitoring programme: may be missing (HJ 633-2026)',
      },
    },
  },
  output: {
    $schema: DRAFT,
    type: 'object',
    required: ['id', 'standard', 'iaqi', 'aqi', 'partialAqi', 'primary', 'level', 'problems'],
    properties: {
      id: {},
      standard: { type: ['string', 'null'], description: 'null: the line could not be read' },
      iaqi: {
        type: 'object',
        description: 'by the value each index was made of: O3 where it stands in for O3_8h',
        additionalProperties: { type: 'integer', minimum: 0, maximum: 500 },
      },
      aqi: { type: ['integer', 'null'], description: 'null: may not be published, or cannot be told' },
      partialAqi: { type: ['integer', 'null'], description: 'largest index of what is there' },
      primary: { type: 'array', items: { enum: POLLUTANTS } },
      level: { type: ['integer', 'null'], minimum: 1, maximum: 6 },
      category: { type: ['string', 'null'], description: '优 … 严重污染' },
      values: { type: 'object', description: 'concentrations as rounded, that entered' },
      ruleVersion: { type: ['string', 'null'], description: 'HJ633-2026@1' },
      problems: PROBLEMS,
      steps: { type: 'array', description: 'with --explain: each index figure by figure' },
    },
  },
};
