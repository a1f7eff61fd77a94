import type { ServiceReportRow } from 'backstage-plugin-security-incidents-common';
import type { HiddenAmong } from '../authorization/EntityVisibility';
import { getDuration } from './durationRules';
import type { AnalysisSubject } from './store/AnalysisReader';
import type { ServiceReportsReader } from './store/ServiceReportsReader';

/** Services of a period, most incidents first, without those that the catalog hides from the caller. */
export async function listServiceRows(
  {
    subject,
    now,
    first,
    limit,
  }: { subject: AnalysisSubject; now: string; first: number; limit: number },
  reader: ServiceReportsReader,
  findHidden: HiddenAmong,
): Promise<{ items: ServiceReportRow[]; totalItems: number; hits: number }> {
  const all = await reader.listEntities(subject);
  const hidden = await findHidden(all.map(({ entityRef }) => entityRef));
  const shown = all.filter(({ entityRef }) => !hidden.has(entityRef));
  const page = shown.slice(first, first + limit);
  const refs = page.map(({ entityRef }) => entityRef);
  const details = await reader.getDetails(subject, refs, now);
  const owners = [...details.values()].flatMap(
    ({ ownerRef }) => ownerRef ?? [],
  );
  const hiddenOwners = await findHidden(owners);
  const { formula } = getDuration('contain');
  return {
    items: page.map(({ entityRef, incidents }) => {
      const { containment, ownerRef, ...more } = details.get(entityRef)!;
      return {
        entityRef,
        incidents,
        ...more,
        ...(ownerRef && !hiddenOwners.has(ownerRef) && { ownerRef }),
        timeToContain: {
          formula,
          ...containment,
          excluded: incidents - containment.n,
        },
      };
    }),
    totalItems: shown.length,
    hits: shown.reduce((sum, { incidents }) => sum + incidents, 0),
  };
}
