import type {
  AnalysisGroup,
  AnalysisQuery,
  AnalysisReport,
} from 'backstage-plugin-security-incidents-common';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { ServiceLevelSettings } from '../../serviceLevels/settings';
import { HIDDEN_VALUE, type ReportScopes } from '../ReportScopes';
import type { AnalysisReader } from '../store/AnalysisReader';
import { continueAnalysisCsv, startAnalysisCsv } from './analysisCsv';
import { buildFigures } from './buildAnalysis';

/** A file may have more groups than a page can show. */
const MAX_CSV_GROUPS = 100_000;
const LINES_AT_ONCE = 1_000;
const ENTITY_DIMENSIONS = ['entity', 'system', 'domain', 'owner'] as const;

/** The analysis by type, volume and impact. */
export class AnalysisReports {
  constructor(
    private readonly options: {
      scopes: ReportScopes;
      analysis: AnalysisReader;
      settings: ServiceLevelSettings;
    },
  ) {}

  async getAnalysis(
    query: AnalysisQuery,
    context: AuthorizedContext,
  ): Promise<AnalysisReport> {
    const { scopes, analysis, settings } = this.options;
    const { by = [], ...asked } = query;
    const { subject, header, now } = await scopes.resolve(asked, context);
    const dimensions = [...new Set(by)];
    const figures = await buildFigures(
      subject,
      dimensions,
      analysis,
      settings,
      now,
    );
    const isWhole = Object.keys(subject.scope).length === 0;
    return {
      ...header,
      ...figures,
      groups: await this.#withoutHidden(figures.groups, context),
      ...(context.permissions.readDetections &&
        isWhole && {
          precision: await analysis.countPrecision(subject.period),
        }),
    };
  }

  async getAnalysisCsv(query: AnalysisQuery, context: AuthorizedContext) {
    const { scopes, analysis, settings } = this.options;
    const { by = ['class', 'severity', 'month'], ...asked } = query;
    const { subject, now } = await scopes.resolve(asked, context);
    const dimensions = [...new Set(by)];
    const { groups } = await buildFigures(
      subject,
      dimensions,
      analysis,
      settings,
      now,
      MAX_CSV_GROUPS,
    );
    const shown = await this.#withoutHidden(groups, context);
    async function* makeContent() {
      yield startAnalysisCsv(dimensions);
      for (let start = 0; start < shown.length; start += LINES_AT_ONCE) {
        yield continueAnalysisCsv(
          dimensions,
          shown.slice(start, start + LINES_AT_ONCE),
        );
      }
    }
    return {
      fileName: `security-incidents-analysis-${now.slice(0, 10)}.csv`,
      content: makeContent(),
    };
  }

  /** Adds up the groups of services that the caller may not see. */
  async #withoutHidden(
    groups: readonly AnalysisGroup[],
    context: AuthorizedContext,
  ): Promise<AnalysisGroup[]> {
    const refs = groups.flatMap(({ values }) =>
      ENTITY_DIMENSIONS.flatMap(dimension => values[dimension] ?? []),
    );
    const hidden = await this.options.scopes.findHidden(
      refs.filter(ref => ref.includes(':')),
      context,
    );
    if (hidden.size === 0) return [...groups];
    const shown = new Map<string, AnalysisGroup>();
    for (const group of groups) {
      const values = Object.fromEntries(
        Object.entries(group.values).map(([name, value]) => [
          name,
          hidden.has(value) ? HIDDEN_VALUE : value,
        ]),
      );
      const name = JSON.stringify(values);
      const known = shown.get(name);
      shown.set(name, known ? addGroups(known, group) : { ...group, values });
    }
    return [...shown.values()].sort((a, b) => b.total - a.total);
  }
}

function addGroups(a: AnalysisGroup, b: AnalysisGroup): AnalysisGroup {
  return {
    values: a.values,
    total: a.total + b.total,
    bySeverity: Object.fromEntries(
      Object.entries(a.bySeverity).map(([severity, count]) => [
        severity,
        count + b.bySeverity[severity as keyof typeof b.bySeverity],
      ]),
    ) as AnalysisGroup['bySeverity'],
  };
}
