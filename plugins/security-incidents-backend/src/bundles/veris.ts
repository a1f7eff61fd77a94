import type {
  DetectionMethod,
  Determination,
  Incident,
  RsitClass,
  Tristate,
} from 'backstage-plugin-security-incidents-common';

/*
 * VERIS 1.4. What the record does not know is Unknown there.
 */

const UNKNOWN = { variety: ['Unknown'], vector: ['Unknown'] };

const SECURITY_INCIDENT: Record<Determination, string> = {
  suspected: 'Suspected',
  confirmed: 'Confirmed',
  'near-miss': 'Near miss',
  'false-positive': 'False positive',
};
const DISCLOSURE: Record<Tristate, string> = {
  unknown: 'Unknown',
  no: 'No',
  yes: 'Yes',
};
const DISCOVERY: Record<DetectionMethod, object> = {
  monitoring: { internal: { variety: ['Security alarm'] } },
  'staff-report': { internal: { variety: ['Reported by employee'] } },
  customer: { external: { variety: ['Customer'] } },
  'third-party': { external: { variety: ['Unknown'] } },
  audit: { external: { variety: ['Audit'] } },
  'threat-intel': { external: { variety: ['Monitoring service'] } },
  other: { unknown: true },
};
const ACTION: Record<RsitClass, object> = {
  'abusive-content': { misuse: UNKNOWN },
  'malicious-code': { malware: UNKNOWN },
  'information-gathering': { hacking: UNKNOWN },
  'intrusion-attempts': { hacking: UNKNOWN },
  intrusions: { hacking: UNKNOWN },
  availability: { hacking: UNKNOWN },
  'information-content-security': { unknown: {} },
  fraud: { misuse: UNKNOWN },
  vulnerable: { error: UNKNOWN },
  other: { unknown: {} },
  test: { unknown: {} },
};
const ACTION_BY_TYPE: Record<string, object> = {
  'social-engineering': { social: { ...UNKNOWN, target: ['Unknown'] } },
  phishing: {
    social: { variety: ['Phishing'], vector: ['Email'], target: ['Unknown'] },
  },
  'brute-force': { hacking: { variety: ['Brute force'], vector: ['Unknown'] } },
  dos: { hacking: { variety: ['DoS'], vector: ['Unknown'] } },
  ddos: { hacking: { variety: ['DoS'], vector: ['Unknown'] } },
  misconfiguration: {
    error: { variety: ['Misconfiguration'], vector: ['Unknown'] },
  },
  outage: { error: UNKNOWN },
  burglary: {
    physical: { variety: ['Theft'], vector: ['Unknown'] },
  },
};

function getAction({ classification }: Incident): object {
  if (!classification) return { unknown: {} };
  return (
    ACTION_BY_TYPE[classification.type ?? ''] ?? ACTION[classification.class]
  );
}

/** A time after the incident began, in minutes. */
function toDelay(from: string, to: string | undefined) {
  if (to === undefined) return undefined;
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  return { unit: 'Minutes', value: Math.max(0, minutes) };
}

/** An incident as a VERIS record. */
export function toVeris(incident: Incident) {
  const { id, key, title, summary, determination, personalData } = incident;
  const start = incident.occurredAt ?? incident.detectedAt;
  const date = new Date(start);
  const isPersonal = personalData.involved === 'yes';
  return {
    schema_version: '1.4',
    incident_id: id,
    source_id: 'security-incidents',
    security_incident: SECURITY_INCIDENT[determination],
    summary: summary ? `${title}. ${summary}` : title,
    reference: key,
    timeline: {
      incident: {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        time: date.toISOString().slice(11, 16),
      },
      ...(incident.occurredAt && {
        discovery: toDelay(start, incident.detectedAt),
      }),
      ...(incident.containedAt && {
        containment: toDelay(start, incident.containedAt),
      }),
    },
    actor: { unknown: { notes: 'The record names no actor' } },
    action: getAction(incident),
    asset: {
      assets: incident.affected.map(() => ({ variety: 'S - Unknown' })),
      total_amount: incident.affected.length,
    },
    attribute: {
      confidentiality: {
        data_disclosure: DISCLOSURE[personalData.involved],
        ...(isPersonal && {
          data: [
            {
              variety: 'Personal',
              ...(personalData.recordsEstimate !== undefined && {
                amount: personalData.recordsEstimate,
              }),
            },
          ],
        }),
      },
    },
    discovery_method: incident.detection
      ? DISCOVERY[incident.detection.method]
      : { unknown: true },
    plus: { key },
  };
}
