import type {
  CreateIncidentRequest,
  ReportCertainty,
  Severity,
  Tristate,
} from 'backstage-plugin-security-incidents-common';

/** The answers of the report dialog. */
export interface Report {
  /** Full ref of the service; undefined when the reporter does not know it. */
  entityRef?: string;
  text: string;
  certainty: ReportCertainty;
  ongoing: Tristate;
  severity: Severity | 'unsure';
  sensitive: boolean;
}

const TITLE_LENGTH = 120;

/** The first sentence of a text, cut at a word when it is too long for a title. */
export function firstSentence(text: string): string {
  const flat = text.trim().replace(/\s+/g, ' ');
  const end = flat.search(/[.!?](\s|$)/);
  const sentence = end === -1 ? flat : flat.slice(0, end);
  if (sentence.length <= TITLE_LENGTH) return sentence || flat;
  const cut = sentence.slice(0, TITLE_LENGTH - 1);
  const space = cut.lastIndexOf(' ');
  return `${space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut}…`;
}

/** Turns a report into the request that creates the incident. */
export function toRequest(report: Report): CreateIncidentRequest {
  return {
    title: firstSentence(report.text),
    summary: report.text.trim(),
    affected: report.entityRef ? [{ entityRef: report.entityRef }] : [],
    ...(!report.entityRef && { unknownService: true }),
    detection: { method: 'staff-report', certainty: report.certainty },
    ongoing: report.ongoing,
    ...(report.severity !== 'unsure' && { severity: report.severity }),
    visibility: report.sensitive ? 'restricted' : 'open',
  };
}
