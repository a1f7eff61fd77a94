import type { Impact } from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../../incidents/store/records';

/** The impact of one incident in numbers; a number that nobody stated is absent. */
export interface ImpactFacts {
  /** Minutes in which services were disrupted. */
  serviceMinutes?: number;
  /** Records of personal data that were exposed. */
  recordsExposed?: number;
  /** People concerned. */
  peopleAffected?: number;
}

function getServiceMinutes(impact: Impact | undefined): number | undefined {
  if (impact === undefined || typeof impact === 'string') return undefined;
  if (impact.serviceMinutes !== undefined) return impact.serviceMinutes;
  // Whoever states that services stayed available states the minutes too.
  return impact.availability === 'none' ? 0 : undefined;
}

/** Reads the impact from what people stated. Without personal data no records and no people are concerned. */
export function getImpactFacts({
  impact,
  personalData,
}: Pick<IncidentRecord, 'impact' | 'personalData'>): ImpactFacts {
  const { involved, recordsEstimate, subjectsEstimate } = personalData;
  const none = involved === 'no' ? 0 : undefined;
  return {
    serviceMinutes: getServiceMinutes(impact),
    recordsExposed: recordsEstimate ?? none,
    peopleAffected: subjectsEstimate ?? none,
  };
}
