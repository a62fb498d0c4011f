import { element, type XmlElement, xmlDocument } from './xml.ts';

/**
 * A report in the manner of IRIX (International Radiological Information Exchange). The schema of the IAEA is not among our facts:
 * names and namespace are ours, nothing here claims to conform, and the document says so of itself.
 */
export const IRIX_LIKE_NAMESPACE = 'urn:tarim:irix-like:1';
export const IRIX_LIKE_VERSION = '1.0';
const NATURE =
  'IRIX-like report of Tarim; not the IRIX schema of the IAEA and not conformant with it. 仿 IRIX 报告，非 IAEA 的 IRIX 模式。';

export interface IrixLocation {
  readonly id: string;
  readonly name: string | null;
  /** Degrees, CGCS2000; null: not known. */
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface IrixMeasurement {
  readonly locationId: string;
  /** `air-absorbed-dose-rate` */
  readonly quantity: string;
  /** `T-GAMMA`, a nuclide. */
  readonly nuclide: string;
  /** ISO instants */
  readonly begin: string;
  readonly end: string;
  /** Null: below the detection limit. */
  readonly value: number | null;
  readonly unit: string;
  /** Expanded (k = 2), in the unit of the value; null: not stated. */
  readonly uncertainty: number | null;
  /** In the unit of the value; null: not stated. */
  readonly detectionLimit: number | null;
  readonly validated: boolean;
  readonly note?: string;
}

/** A field of a section of the report: a title for people, and what stands there. */
export interface IrixField {
  readonly name: string;
  readonly value: string | number | boolean | null;
}

export interface IrixSource {
  readonly nuclide: string;
  /** `I` … `V`; null: not known. */
  readonly category: string | null;
  /** Bq, and when it was so. */
  readonly activity: number | null;
  readonly activityAt: string | null;
  readonly code: string | null;
}

export interface IrixLikeReport {
  readonly identification: {
    readonly reportId: string;
    readonly organisation: string;
    readonly country: string;
    /** ISO instant */
    readonly createdAt: string;
    /** Simulated data are an exercise. */
    readonly simulated: boolean;
    readonly language: string;
  };
  readonly event?: {
    readonly id: string;
    readonly kind: string;
    readonly foundAt: string;
    readonly state: string;
    readonly grade: string | null;
    readonly gradeSource: string | null;
    readonly description: readonly IrixField[];
  };
  readonly locations: readonly IrixLocation[];
  readonly source?: IrixSource;
  readonly measurements?: readonly IrixMeasurement[];
}

/** Writes a report as XML 1.0 in UTF-8; sections without content are left out. */
export function writeIrixLike(report: IrixLikeReport): string {
  const { identification: one, event, locations, source, measurements = [] } = report;
  return xmlDocument(
    element('Report', { xmlns: IRIX_LIKE_NAMESPACE, version: IRIX_LIKE_VERSION }, [
      element('Nature', {}, [NATURE]),
      element('Identification', {}, [
        text('ReportId', one.reportId),
        text('Organisation', one.organisation),
        text('Country', one.country),
        text('CreatedAt', one.createdAt),
        text('Context', one.simulated ? 'exercise' : 'routine-or-event'),
        text('Simulated', one.simulated),
        text('Language', one.language),
      ]),
      ...(event ? [eventOf(event)] : []),
      ...(locations.length > 0 ? [element('Locations', {}, locations.map(locationOf))] : []),
      ...(source ? [sourceOf(source)] : []),
      ...(measurements.length > 0 ? [element('Measurements', {}, measurements.map(measurementOf))] : []),
    ]),
  );
}

const text = (name: string, value: string | number | boolean): XmlElement =>
  element(name, {}, [String(value)]);
const optional = (name: string, value: string | number | null): XmlElement[] =>
  value === null ? [] : [text(name, value)];

function eventOf(event: NonNullable<IrixLikeReport['event']>): XmlElement {
  return element('EventInformation', { id: event.id }, [
    text('Kind', event.kind),
    text('FoundAt', event.foundAt),
    text('State', event.state),
    ...(event.grade === null
      ? []
      : [element('Grade', event.gradeSource === null ? {} : { source: event.gradeSource }, [event.grade])]),
    ...event.description.flatMap(({ name, value }) =>
      value === null ? [] : [element('Field', { name }, [String(value)])],
    ),
  ]);
}

const locationOf = ({ id, name, lon, lat }: IrixLocation): XmlElement =>
  element('Location', { id }, [
    ...optional('Name', name),
    ...(lon === null || lat === null
      ? []
      : [element('Position', { datum: 'CGCS2000' }, [text('Longitude', lon), text('Latitude', lat)])]),
  ]);

const sourceOf = ({ nuclide, category, activity, activityAt, code }: IrixSource): XmlElement =>
  element('SourceInformation', {}, [
    text('Nuclide', nuclide),
    ...optional('Category', category),
    ...(activity === null
      ? []
      : [
          element('Activity', { unit: 'Bq', ...(activityAt === null ? {} : { at: activityAt }) }, [
            String(activity),
          ]),
        ]),
    ...optional('Code', code),
  ]);

const measurementOf = (one: IrixMeasurement): XmlElement =>
  element('Measurement', { location: one.locationId, validated: one.validated ? 'yes' : 'no' }, [
    text('Quantity', one.quantity),
    text('Nuclide', one.nuclide),
    text('Begin', one.begin),
    text('End', one.end),
    one.value === null
      ? element('BelowDetectionLimit', {}, [])
      : element('Value', { unit: one.unit }, [String(one.value)]),
    ...(one.detectionLimit === null
      ? []
      : [element('DetectionLimit', { unit: one.unit }, [String(one.detectionLimit)])]),
    ...(one.uncertainty === null
      ? []
      : [element('Uncertainty', { unit: one.unit, k: '2' }, [String(one.uncertainty)])]),
    ...(one.note ? [text('Note', one.note)] : []),
  ]);
