import type { DefaultIncidentsService } from '../incidents/DefaultIncidentsService';
import type { AuthorizedContext } from '../kernel/contexts';
import type { ObligationsService } from '../obligations/ObligationsService';
import type { PlanRunsService } from '../responsePlans/runs/PlanRunsService';
import type { ReviewsService } from '../reviews/ReviewsService';
import type { ServiceLevelsService } from '../serviceLevels/ServiceLevelsService';
import type { BundleSection } from './sections';

/** What other features put into the bundle of an incident; a feature adds its file here. */
export function createSections({
  incidents,
  planRuns,
  serviceLevels,
  obligations,
  reviews,
}: {
  incidents: Pick<DefaultIncidentsService, 'getResource'>;
  planRuns: Pick<PlanRunsService<AuthorizedContext>, 'getPlanRuns'>;
  serviceLevels: Pick<
    ServiceLevelsService<AuthorizedContext>,
    'listEscalations'
  >;
  obligations: Pick<ObligationsService<AuthorizedContext>, 'getOfIncident'>;
  reviews: Pick<ReviewsService<AuthorizedContext>, 'getReview'>;
}): BundleSection[] {
  return [
    {
      path: 'plan.json',
      part: 'plans',
      read: async (id, context) => {
        const { runs, noPlan } = await planRuns.getPlanRuns(id, context);
        return runs.length > 0 || noPlan ? { runs, noPlan } : undefined;
      },
    },
    {
      path: 'escalations.json',
      part: 'followUp',
      read: (id, context) => serviceLevels.listEscalations(id, context),
    },
    {
      path: 'obligations.json',
      part: 'followUp',
      read: async (id, context) => {
        const { readObligations } = context.permissionsOn(
          await incidents.getResource(id, context),
        );
        return readObligations
          ? obligations.getOfIncident(id, context)
          : undefined;
      },
    },
    {
      path: 'review.json',
      part: 'followUp',
      read: async (id, context) => {
        // Incidents like this one are no part of its record, and may be confidential.
        const { cameBack: _cameBack, ...review } = await reviews.getReview(
          id,
          context,
        );
        return review;
      },
    },
  ];
}
