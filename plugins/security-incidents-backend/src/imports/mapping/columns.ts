import {
  IMPORT_FIELDS,
  IMPORT_REPEATABLE_FIELDS,
  type ImportField,
  type ImportMapping,
  type ImportTarget,
} from 'backstage-plugin-security-incidents-common';

/** Names of columns in registers and other tools, in English and German, without spaces and accents. */
const NAMES: Record<ImportField, readonly string[]> = {
  originalId: [
    'id',
    'key',
    'nr',
    'no',
    'number',
    'nummer',
    'ticket',
    'ticketid',
    'reference',
    'incidentid',
    'incidentnumber',
    'issuekey',
    'vorfallnr',
  ],
  title: ['title', 'titel', 'subject', 'betreff', 'name', 'shortdescription'],
  summary: [
    'summary',
    'description',
    'beschreibung',
    'details',
    'zusammenfassung',
  ],
  status: ['status', 'state', 'zustand'],
  determination: ['determination', 'verdict', 'bewertung'],
  severity: [
    'severity',
    'schwere',
    'schweregrad',
    'prio',
    'priority',
    'prioritat',
  ],
  class: [
    'class',
    'classificationclass',
    'category',
    'kategorie',
    'art',
    'klasse',
    'incidenttype',
  ],
  type: ['type', 'classificationtype', 'subcategory', 'unterkategorie', 'typ'],
  services: [
    'service',
    'services',
    'affected',
    'affectedservices',
    'system',
    'systeme',
    'component',
    'configurationitem',
    'cmdbci',
    'dienst',
    'dienste',
  ],
  lead: [
    'lead',
    'owner',
    'assignedto',
    'assignee',
    'commander',
    'bearbeiter',
    'leiter',
  ],
  reporter: ['reporter', 'reportedby', 'openedby', 'melder', 'gemeldetvon'],
  tlp: ['tlp', 'marking'],
  visibility: ['visibility', 'sichtbarkeit'],
  occurredAt: [
    'occurredat',
    'occurred',
    'started',
    'startedat',
    'eingetreten',
    'beginn',
  ],
  detectedAt: [
    'detectedat',
    'detected',
    'discovered',
    'discoveredat',
    'erkannt',
    'entdeckt',
    'datum',
    'date',
  ],
  reportedAt: [
    'reportedat',
    'reported',
    'opened',
    'openedat',
    'created',
    'createdat',
    'gemeldet',
  ],
  acknowledgedAt: ['acknowledgedat', 'acknowledged', 'bestatigt'],
  declaredAt: ['declaredat', 'declared', 'festgestellt'],
  containedAt: ['containedat', 'contained', 'eingedammt'],
  eradicatedAt: ['eradicatedat', 'eradicated', 'beseitigt'],
  recoveredAt: ['recoveredat', 'recovered', 'wiederhergestellt'],
  resolvedAt: ['resolvedat', 'resolved', 'gelost', 'behoben'],
  closedAt: ['closedat', 'closed', 'geschlossen', 'abgeschlossen'],
  step: [
    'step',
    'actions',
    'actionstaken',
    'worknotes',
    'massnahmen',
    'massnahme',
  ],
  resolutionCode: [
    'resolutioncode',
    'closecode',
    'resolution',
    'resolutioncodes',
  ],
  resolutionSummary: [
    'resolutionsummary',
    'closenotes',
    'resolutionnotes',
    'losung',
  ],
  rootCause: [
    'rootcause',
    'resolutionrootcause',
    'cause',
    'ursache',
    'grundursache',
  ],
};

/** Words without case, accents, spaces and marks, for comparing names that people chose. */
export function toComparable(text: string): string {
  return text
    .toLocaleLowerCase('en-US')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

const FIELD_BY_NAME = new Map<string, ImportField>(
  IMPORT_FIELDS.flatMap(field =>
    [toComparable(field), ...NAMES[field]].map(
      (name): [string, ImportField] => [name, field],
    ),
  ),
);

function isRepeatable(field: ImportTarget): boolean {
  return (IMPORT_REPEATABLE_FIELDS as readonly ImportTarget[]).includes(field);
}

/** What each column becomes, in the order of the file. */
export type ColumnTargets = ReadonlyMap<string, ColumnTarget>;

interface ColumnTarget {
  becomes: ImportTarget;
  isGuessed: boolean;
}

/**
 * Decides what each column becomes: as the mapping says, else as its name says. Columns with other names are kept as text.
 */
export function mapColumns(
  columns: readonly string[],
  mapping: ImportMapping,
): ColumnTargets {
  const stated = new Map(Object.entries(mapping.columns ?? {}));
  const taken = new Set<ImportTarget>(
    columns.flatMap(column => stated.get(column) ?? []),
  );
  return new Map(
    columns.map((column): [string, ColumnTarget] => {
      const said = stated.get(column);
      if (said) return [column, { becomes: said, isGuessed: false }];
      const field = FIELD_BY_NAME.get(toComparable(column));
      const isFree =
        field !== undefined && (isRepeatable(field) || !taken.has(field));
      if (isFree) taken.add(field);
      return [column, { becomes: isFree ? field : 'text', isGuessed: true }];
    }),
  );
}

/** Fields that two columns become although a record has one. */
export function findRepeatedFields(
  targets: ColumnTargets,
): Array<{ field: ImportField; columns: string[] }> {
  return IMPORT_FIELDS.filter(field => !isRepeatable(field)).flatMap(field => {
    const columns = [...targets]
      .filter(([, { becomes }]) => becomes === field)
      .map(([column]) => column);
    return columns.length > 1 ? [{ field, columns }] : [];
  });
}
