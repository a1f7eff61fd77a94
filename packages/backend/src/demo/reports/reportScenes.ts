import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  explainGapsSchema,
  freezeReportSchema,
} from 'backstage-plugin-security-incidents-common';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import type { DateTime } from 'luxon';

/** Something that happens to reports. */
export interface ReportScene {
  at: DateTime;
  by: string;
  play(service: SeedingServices, as: BackstageCredentials): Promise<void>;
}

const JUDITH = 'user:default/judith.amselin';
const WHY_NO_PLAN =
  'The first plan was approved in May. Until then the runbook in the wiki was followed.';

/** Checks all records, as the task does, so that a frozen report can say that they are intact. */
async function verifyRecords({ tasks }: SeedingServices): Promise<void> {
  await tasks.verification.run(new AbortController().signal);
}

/** Explains why the incidents of the last year that are older than the plans have none. */
async function explainMissingPlans(
  service: SeedingServices,
  as: BackstageCredentials,
): Promise<void> {
  const context = withoutAuthorization({ credentials: as });
  const { items } = await service.periodReports.listCompleteness(
    { requirement: ['element-response'], result: ['missing'], limit: 200 },
    context,
  );
  if (items.length === 0) return;
  await service.periodReports.explainGaps(
    explainGapsSchema.parse({
      requirement: 'element-response',
      incidents: items.map(({ key }) => key),
      text: WHY_NO_PLAN,
    }),
    context,
  );
}

/** The reports of the past: two quarters by schedule, and a year that the compliance lead froze. */
export function createReportScenes(now: DateTime): ReportScene[] {
  const quarter = now.startOf('quarter');
  const frozenAt = now.startOf('day').minus({ days: 28 }).plus({ hours: 9 });
  const end = frozenAt.startOf('month');
  return [
    ...[quarter.minus({ months: 3 }), quarter].map(
      (start): ReportScene => ({
        at: start.plus({ hours: 6 }),
        by: JUDITH,
        async play(service, as) {
          await verifyRecords(service);
          await service.frozenReports.freezeScheduled(
            withoutAuthorization({ credentials: as }),
          );
        },
      }),
    ),
    { at: frozenAt, by: JUDITH, play: explainMissingPlans },
    {
      at: frozenAt.plus({ minutes: 14 }),
      by: JUDITH,
      async play(service, as) {
        await verifyRecords(service);
        await service.frozenReports.freeze(
          freezeReportSchema.parse({
            name: `Year to ${end
              .minus({ days: 1 })
              .toFormat('LLLL yyyy', { locale: 'en' })}`,
            from: end.minus({ years: 1 }).toISODate(),
            to: end.minus({ days: 1 }).toISODate(),
            readers: [JUDITH],
          }),
          withoutAuthorization({ credentials: as }),
        );
      },
    },
  ];
}
