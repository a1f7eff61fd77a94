import { importPlaybookSchema } from 'backstage-plugin-security-incidents-common';
import type { Request, Response, Router } from 'express';
import { type Audited, exporting } from '../integrations/audit';
import type { PlansService } from '../responsePlans/PlansService';
import { assertQueryNames, parseBody } from './parse';
import {
  APPLICABLE_NAMES,
  COVERAGE_FILTER_NAMES,
  COVERAGE_NAMES,
  parseApplicable,
  parseCoverage,
  parseCoverageFilters,
  parsePlanParams,
} from './parsePlans';
import type { RequestContext } from '../kernel/contexts';

/** What the routes of one subject need of the router. */
export interface Routes {
  router: Router;
  contextOf(request: Request): Promise<RequestContext>;
  /** A call that reads; parameters that it does not know are refused. */
  read<T>(
    path: string,
    names: readonly string[],
    work: (request: Request, context: RequestContext) => Promise<T>,
    answer?: {
      send?: (response: Response, value: T) => void;
      audited?: Audited;
    },
  ): unknown;
}

/** Where playbooks are sent; they may be larger than other bodies. */
export const PLAYBOOK_PATH = '/response-plans/import';

/** Response plans over HTTP. */
export function planRoutes(
  { router, read, contextOf }: Routes,
  plans: PlansService<RequestContext>,
) {
  read('/response-plans', APPLICABLE_NAMES, (request, context) =>
    plans.getApplicable(parseApplicable(request), context),
  );
  read('/response-plans/coverage', COVERAGE_NAMES, (request, context) =>
    plans.getCoverage(parseCoverage(request), context),
  );
  read(
    '/response-plans/coverage.csv',
    COVERAGE_FILTER_NAMES,
    (request, context) =>
      plans.getCoverageCsv(parseCoverageFilters(request), context),
    {
      send: (response, { fileName, content }) =>
        response.attachment(fileName).type('text/csv').send(content),
      audited: exporting('coverage'),
    },
  );
  router.post(PLAYBOOK_PATH, async (request, response) => {
    const context = await contextOf(request);
    assertQueryNames(request, []);
    const body = parseBody(importPlaybookSchema, request.body);
    response.json(await plans.importPlaybook(body, context));
  });
  read('/response-plans/:namespace/:name', [], (request, context) =>
    plans.getStanding(parsePlanParams(request), context),
  );
  read('/response-plans/:namespace/:name/cacao', [], (request, context) =>
    plans.getPlaybook(parsePlanParams(request), context),
  );
}
