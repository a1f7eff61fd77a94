import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const UNITS = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 } as const;
const DEFAULT_FILE_SIZE = '500 MB';
const DEFAULT_INCIDENT_SIZE = '5 GB';
const MOST_FILE_BYTES = 20 * UNITS.GB;

/** Limits of evidence, in bytes. */
export interface EvidenceSettings {
  fileBytes: number;
  incidentBytes: number;
}

/** How long evidence is kept. */
export interface EvidenceKeeping {
  /** Years after the closing of the incident; absent where no rule says so. */
  years?: number;
}

/** Reads a size such as `500 MB`. */
export function readBytes(
  config: RootConfigService,
  key: string,
  defaultSize: string,
): number {
  const size = config.getOptionalString(key) ?? defaultSize;
  const [, digits, unit] = /^(\d{1,6}) ?(KB|MB|GB)$/.exec(size) ?? [];
  const bytes = Number(digits) * UNITS[unit as keyof typeof UNITS];
  if (!(bytes > 0)) {
    throw new InputError(
      `${key}: must be a size such as 500 MB, in KB, MB or GB`,
    );
  }
  return bytes;
}

/** Reads the limits of evidence: 500 MB for a file and 5 GB for an incident unless set. */
export function readEvidenceSettings(
  config: RootConfigService,
): EvidenceSettings {
  const fileKey = 'securityIncidents.evidence.maxSize';
  const incidentKey = 'securityIncidents.evidence.maxSizePerIncident';
  const fileBytes = readBytes(config, fileKey, DEFAULT_FILE_SIZE);
  const incidentBytes = readBytes(config, incidentKey, DEFAULT_INCIDENT_SIZE);
  if (fileBytes > MOST_FILE_BYTES) {
    throw new InputError(`${fileKey}: must be at most 20 GB`);
  }
  if (incidentBytes < fileBytes) {
    throw new InputError(`${incidentKey}: must be at least ${fileKey}`);
  }
  return { fileBytes, incidentBytes };
}

const MOST_YEARS = 100;

/** Reads how long evidence is kept after its incident is closed. */
export function readEvidenceKeeping(
  config: RootConfigService,
): EvidenceKeeping {
  const key = 'securityIncidents.evidence.keepYears';
  const years = config.getOptionalNumber(key);
  if (years === undefined) return {};
  if (!Number.isInteger(years) || years < 1 || years > MOST_YEARS) {
    throw new InputError(
      `${key}: must be a whole number of years from 1 to ${MOST_YEARS}`,
    );
  }
  return { years };
}

/** Until when the evidence of an incident is kept; undefined while the incident is open, and where no rule says so. */
export function getKeptUntil(
  { years }: EvidenceKeeping,
  closedAt: string | undefined,
): string | undefined {
  if (years === undefined || closedAt === undefined) return undefined;
  const until = new Date(closedAt);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until.toISOString();
}

/** A number of bytes as people read it, such as `500 MB`. */
export function toSize(bytes: number): string {
  const [unit, factor] =
    Object.entries(UNITS)
      .reverse()
      .find(([, size]) => bytes >= size) ?? (['bytes', 1] as const);
  return `${Math.round((bytes / factor) * 10) / 10} ${unit}`;
}
