import type {
  ReportHeader,
  ReportQuery,
  ReportScope,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRedaction } from '../authorization/IncidentRedaction';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import { resolveReportPeriod } from './reportPeriod';
import type { AnalysisSubject } from './store/AnalysisReader';

/** What a request is about, and how its answer says so. */
export interface ResolvedReport {
  subject: AnalysisSubject;
  header: ReportHeader;
  /** ISO-8601. */
  now: string;
}

/** Stands for services that the caller may not see in the catalog. */
export const HIDDEN_VALUE = 'hidden';

/** Resolves period and scope of a request, and what its caller may see. */
export class ReportScopes {
  constructor(
    private readonly options: { redaction: IncidentRedaction; clock(): Date },
  ) {}

  async resolve(
    query: ReportQuery,
    context: AuthorizedContext,
  ): Promise<ResolvedReport> {
    const { redaction, clock } = this.options;
    const now = clock();
    const { entityRef, system, domain, owner } = query;
    const scope: ReportScope = {
      ...(entityRef && { entityRef }),
      ...(system && { system }),
      ...(domain && { domain }),
      ...(owner && { owner }),
    };
    const period = resolveReportPeriod(query, now);
    const isNarrowed = Object.keys(scope).length > 0;
    const access = isNarrowed
      ? await redaction.searchableScope(scope, context)
      : getReadAccess(context);
    return {
      subject: { period, scope, access },
      header: { period, scope, at: now.toISOString() },
      now: now.toISOString(),
    };
  }

  /** Which of some entities the answer must not name. */
  async findHidden(
    entityRefs: readonly string[],
    context: AuthorizedContext,
  ): Promise<ReadonlySet<string>> {
    return this.options.redaction.among(context, [...new Set(entityRefs)]);
  }
}
