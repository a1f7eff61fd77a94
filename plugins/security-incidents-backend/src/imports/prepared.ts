import type {
  Classification,
  Determination,
  IMPORT_STATUSES,
  ImportedCorrection,
  ImportTimeField,
  Resolution,
  Severity,
  Tlp,
  Visibility,
} from 'backstage-plugin-security-incidents-common';

/** An incident of a file, ready to be recorded. */
export interface PreparedIncident {
  row: number;
  originalId?: string;
  title: string;
  summary?: string;
  status: (typeof IMPORT_STATUSES)[number];
  determination: Determination;
  severity?: Severity;
  classification?: Classification;
  tlp: Tlp;
  visibility: Visibility;
  /** ISO-8601 in UTC. */
  times: Partial<Record<ImportTimeField, string>> & { detectedAt: string };
  /** As in the file. */
  services: string[];
  lead?: string;
  reporter?: string;
  step?: string;
  resolution?: Resolution;
  /** Columns that are kept as text, and values that nothing fitted. */
  kept: Record<string, string>;
  corrections: ImportedCorrection[];
}

/** What the catalog says of the names in a file. */
export interface ResolvedNames {
  /** Service of the file to the entity ref that it is, or was; those that can be none are absent. */
  services: Record<string, { entityRef: string; isKnown: boolean }>;
  /** Person of the file to the entity ref; those that the catalog does not know are absent. */
  people: Record<string, string>;
}

/** An incident with what recognises it when it is imported again. */
export interface SourcedIncident extends PreparedIncident {
  /** The id in the source, or a hash of the row where it has none. */
  sourceKey: string;
}
