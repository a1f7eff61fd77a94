import {
  type AnalysisReport,
  type FrozenContent,
  type ReportOverview,
  type Tlp,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import { countDue } from '../evaluate/completeness';
import { isImported, isNotJudged } from '../evaluate/imported';
import type { EvaluatedRecord } from '../evaluate/ReportEvaluator';

/** Replaces the titles of some incidents by their keys, wherever they stand. */
function withoutTitles(value: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map(each => withoutTitles(each, keys));
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  const isHidden = typeof fields.key === 'string' && keys.has(fields.key);
  return Object.fromEntries(
    Object.entries(fields)
      // What an action or an obligation is called tells as much as the title.
      .filter(([name]) => !(isHidden && name === 'what'))
      .map(([name, each]) => [
        name,
        isHidden && name === 'title' ? fields.key : withoutTitles(each, keys),
      ]),
  );
}

/** The numbers of a frozen report. TLP:RED incidents are in it by key only. */
export function buildContent(
  overview: ReportOverview,
  analysis: AnalysisReport,
  records: readonly EvaluatedRecord[],
): FrozenContent {
  const red = new Set(
    records
      .filter(({ facts }) => facts.incident.tlp === 'RED')
      .map(({ facts }) => facts.incident.key),
  );
  const numbers = withoutTitles({ overview, analysis }, red) as Pick<
    FrozenContent,
    'overview' | 'analysis'
  >;
  return {
    ...numbers,
    records: records.map(({ facts, outcomes }) => {
      const { incident } = facts;
      return {
        key: incident.key,
        ...(!red.has(incident.key) && { title: incident.title }),
        detectedAt: incident.detectedAt,
        status: incident.status,
        ...(incident.severity && { severity: incident.severity }),
        mode: incident.mode === 'real' ? 'real' : 'exercise',
        // Nothing of 0 would read like nothing missing.
        ...(outcomes &&
          !isNotJudged(facts) && { completeness: countDue(outcomes) }),
        ...(isImported(facts) && { imported: true }),
        chainLength: incident.chainLength,
        chainHead: incident.chainHead,
      };
    }),
  };
}

/** The stricter one of the wanted marking and the strictest inside. */
export function getMarking(
  wanted: Tlp | undefined,
  records: readonly EvaluatedRecord[],
): Tlp {
  const inside = records.map(({ facts }) => facts.incident.tlp);
  return [wanted ?? 'CLEAR', ...inside].reduce((strictest, tlp) =>
    TLP_MARKINGS.indexOf(tlp) > TLP_MARKINGS.indexOf(strictest)
      ? tlp
      : strictest,
  );
}
