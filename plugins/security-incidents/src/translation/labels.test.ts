import {
  AFFECTED_ROLE_LABELS,
  COMPROMISE_LABELS,
  DETECTION_METHOD_LABELS,
  DETERMINATION_LABELS,
  getRsitTypeLabel,
  getRsitTypes,
  INCIDENT_ROLE_LABELS,
  READINESS_CHECKS,
  RESOLUTION_CODE_LABELS,
  RISK_FACTOR_LABELS,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  SEVERITY_LABELS,
  STATUS_LABELS,
  STEP_AUDIENCE_LABELS,
  STEP_KIND_LABELS,
  STEP_OUTCOME_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { applyTimeWords, formatDuration, longDay, spoken } from '../time';
import { LABELLED, toLabelKey } from './labels';
import { messages } from './messages';
import { readinessMessages } from './messages/readiness';
import { sharedMessages } from './messages/shared';
import { getTimeWords } from './timeWords';
import type { Translate } from './types';

/** The English labels, which the backend and files for other tools use. */
const ENGLISH: Record<keyof typeof LABELLED, Record<string, string>> = {
  affectedRole: AFFECTED_ROLE_LABELS,
  compromise: COMPROMISE_LABELS,
  detectionMethod: DETECTION_METHOD_LABELS,
  determination: DETERMINATION_LABELS,
  incidentRole: INCIDENT_ROLE_LABELS,
  resolutionCode: RESOLUTION_CODE_LABELS,
  riskFactor: RISK_FACTOR_LABELS,
  rsitClass: RSIT_CLASS_LABELS,
  severity: SEVERITY_LABELS,
  status: STATUS_LABELS,
  stepAudience: STEP_AUDIENCE_LABELS,
  stepKind: STEP_KIND_LABELS,
  stepOutcome: STEP_OUTCOME_LABELS,
};

/** The text at a path such as `label.stepKind.analysis`. */
function textAt(path: string): unknown {
  const find = (all: object) =>
    path.split('.').reduce<any>((node, name) => node?.[name], all);
  return find(sharedMessages) ?? find(readinessMessages) ?? find(messages);
}

describe('labels', () => {
  it.each(Object.keys(ENGLISH) as Array<keyof typeof ENGLISH>)(
    'have a text for every %s, which is the common one in English',
    kind => {
      const english = ENGLISH[kind];
      expect([...LABELLED[kind]].sort()).toEqual(Object.keys(english).sort());
      const texts = Object.keys(english).map(word => [
        word,
        textAt(toLabelKey(kind, word)),
      ]);
      expect(Object.fromEntries(texts)).toEqual(english);
    },
  );

  it('have a text for every type of the taxonomy', () => {
    const types = RSIT_CLASSES.flatMap(name => [...getRsitTypes(name)]);
    expect(types.map(type => textAt(toLabelKey('rsitType', type)))).toEqual(
      types.map(getRsitTypeLabel),
    );
  });

  it('have every word in durations and days, those in English unless translated', () => {
    const t = ((key: string) => textAt(key)) as Translate;
    const now = new Date().toISOString();
    const format = () => [
      formatDuration(0),
      spoken('1d 2h 1m 5s'),
      longDay(now).split(',')[0],
    ];
    const english = format();
    applyTimeWords(getTimeWords(t));
    expect(format()).toEqual(english);
    expect(english).toEqual([
      'under 1m',
      '1 day 2 hours 1 minute 5 seconds',
      'Today',
    ]);
  });

  it('have a text for every check of readiness', () => {
    expect(Object.keys(readinessMessages.readiness.check).sort()).toEqual(
      [...READINESS_CHECKS].sort(),
    );
  });
});
